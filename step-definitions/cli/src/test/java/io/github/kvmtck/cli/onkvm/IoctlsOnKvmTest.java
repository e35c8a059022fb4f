package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Uapi;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every ioctl that the headers have, with an argument of zeroes and with an address that is not
 * mapped: errno, and the bytes that come back.
 */
class IoctlsOnKvmTest {
  private static final Set<FdKind> KINDS = Set.of(FdKind.SYSTEM, FdKind.VM, FdKind.VCPU);
  private static final int MOST = 4096;
  private static final long NOWHERE = 1;

  /** What differs, and why: each entry must differ in some VM, and nothing else may. */
  private static final Map<String, String> EXPLAINED = explained();

  private static Map<String, String> explained() {
    Map<String, String> reasons = new TreeMap<>();
    Map.of(
            "this host has no Hyper-V", List.of("KVM_GET_SUPPORTED_HV_CPUID"),
            "this host has no nested state",
                List.of("KVM_GET_NESTED_STATE", "KVM_SET_NESTED_STATE"),
            "this host has no system management mode", List.of("KVM_SMI"),
            "the model's time stamp counter has another frequency", List.of("KVM_GET_TSC_KHZ"),
            "real time passes", List.of("KVM_GET_CLOCK"),
            "this host lists MSRs of AMD and of last branches, the model those of Hyper-V",
                List.of("KVM_GET_MSR_INDEX_LIST"),
            "descriptor 0 is open in a real process", List.of("KVM_IOEVENTFD", "KVM_IRQFD"),
            "the model's processor has no AVX", List.of("KVM_GET_XSAVE", "KVM_GET_XSAVE2"),
            "the model has no page tables of its own to fill", List.of("KVM_PRE_FAULT_MEMORY"))
        .forEach((why, names) -> names.forEach(name -> reasons.put(name, why)));
    return Map.copyOf(reasons);
  }

  /** Which interrupt controllers are in the kernel. */
  private enum Chips {
    NONE(vm -> {}),
    IRQCHIP(vm -> vm.createIrqchip().orThrow()),
    SPLIT(vm -> vm.enableCap(Capability.KVM_CAP_SPLIT_IRQCHIP, 24).orThrow());

    @SuppressWarnings("ImmutableEnumChecker") // each is a call and keeps nothing
    private final Consumer<Vm> prepare;

    Chips(Consumer<Vm> prepare) {
      this.prepare = prepare;
    }
  }

  private static boolean hasPointer(Request request) {
    return request.argument() instanceof Request.Argument.Pointer;
  }

  private static int fd(Machine machine, FdKind kind) {
    return switch (kind) {
      case SYSTEM -> machine.kvm.fd();
      case VM -> machine.vm.fd();
      default -> machine.vcpu().fd();
    };
  }

  /** The answer in words: a new descriptor has no number. */
  private static String answer(Machine machine, Call call) {
    Request request = call.request;
    try (HostMemory zeroes = HostMemory.map(machine.client, MOST).value()) {
      long argument = !hasPointer(request) ? 0 : call.mapped ? zeroes.address() : NOWHERE;
      Syscall ioctl = new Syscall.Ioctl(fd(machine, call.kind), request.number(), argument);
      Result result = machine.client.task().call(ioctl);
      boolean descriptor = request.name().contains("_CREATE_") || request.name().contains("_FD");
      return result.failed() || !descriptor
          ? result + " " + HexFormat.of().formatHex(zeroes.read(0, MOST)).replaceAll("(00)+$", "")
          : "a descriptor";
    }
  }

  /** One call on one kind of descriptor. */
  private record Call(Request request, FdKind kind, boolean mapped) {}

  private static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Request request : Uapi.requests()) {
      for (FdKind kind : request.on()) {
        if (KINDS.contains(kind) && !request.name().equals("KVM_RUN")) {
          calls.add(new Call(request, kind, true));
          if (hasPointer(request)) {
            calls.add(new Call(request, kind, false));
          }
        }
      }
    }
    return calls;
  }

  @ParameterizedTest
  @EnumSource
  void answersAreTheSame(Chips chips) {
    Set<String> different = new TreeSet<>();
    Machine.Pair pair = Machine.pair(chips.prepare, 1);
    for (Call call : calls()) {
      pair = pair.next(chips.prepare, 1);
      if (!answer(pair.model(), call).equals(answer(pair.real(), call))) {
        different.add(call.request.name());
      }
    }
    pair.close();
    assertThat(different).isSubsetOf(EXPLAINED.keySet());
    if (chips == Chips.IRQCHIP) {
      assertThat(different).isEqualTo(EXPLAINED.keySet());
    }
  }
}
