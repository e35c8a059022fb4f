package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Capability;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What KVM_CHECK_EXTENSION answers, by capability number; 0 for what is not in it. Immutable.
 *
 * <p>An answer may depend on the VM; on /dev/kvm there is none.
 */
public final class CapabilityTable {
  public static final CapabilityTable EMPTY = new CapabilityTable(Map.of());

  private final Map<Integer, ToLongFunction<Optional<Vm>>> answers;

  private CapabilityTable(Map<Integer, ToLongFunction<Optional<Vm>>> answers) {
    this.answers = answers;
  }

  /**
   * The answer for one number.
   *
   * @param vm the VM that is asked; empty for /dev/kvm
   */
  public long check(Optional<Vm> vm, long number) {
    ToLongFunction<Optional<Vm>> answer = number == (int) number ? answers.get((int) number) : null;
    return answer == null ? 0 : answer.applyAsLong(vm);
  }

  public CapabilityTable with(int number, ToLongFunction<Optional<Vm>> answer) {
    Map<Integer, ToLongFunction<Optional<Vm>>> next = new HashMap<>(answers);
    next.put(number, answer);
    return new CapabilityTable(next);
  }

  public CapabilityTable with(Capability capability, long answer) {
    return with(capability.number(), vm -> answer);
  }

  /** One that depends on the VM. */
  public CapabilityTable withVm(Capability capability, long onSystem, ToLongFunction<Vm> answer) {
    return with(
        capability.number(), vm -> vm.map(each -> answer.applyAsLong(each)).orElse(onSystem));
  }

  /** Those that a kernel simply has. */
  public CapabilityTable with(Capability... capabilities) {
    CapabilityTable next = this;
    for (Capability each : capabilities) {
      next = next.with(each, 1);
    }
    return next;
  }
}
