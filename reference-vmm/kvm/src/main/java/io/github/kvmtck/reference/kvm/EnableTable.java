package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What KVM_ENABLE_CAP on a VM does, by capability number; EINVAL for what is not in it. */
public final class EnableTable {
  public static final EnableTable EMPTY = new EnableTable(Map.of());

  /** Turns one capability on. */
  @FunctionalInterface
  public interface Enable {
    Result enable(Vm vm, Arguments arguments);
  }

  /** args of struct kvm_enable_cap. */
  public record Arguments(MemorySegment args) {
    public long at(int index) {
      return args.get(ValueLayout.JAVA_LONG_UNALIGNED, index * 8L);
    }
  }

  private final Map<Integer, Enable> enables;

  private EnableTable(Map<Integer, Enable> enables) {
    this.enables = enables;
  }

  public @Nullable Enable find(int number) {
    return enables.get(number);
  }

  public EnableTable with(Capability capability, Enable enable) {
    Map<Integer, Enable> next = new HashMap<>(enables);
    next.put(capability.number(), enable);
    return new EnableTable(next);
  }

  /** A capability whose first argument may have the bits of a mask. */
  public EnableTable withMask(Capability capability, long mask, Setting setting) {
    return with(
        capability,
        (vm, arguments) -> {
          if ((arguments.at(0) & ~mask) != 0) {
            return IoctlCall.INVALID;
          }
          setting.set(vm.settings(), arguments.at(0));
          return Result.ZERO;
        });
  }

  /** What a capability sets. */
  @FunctionalInterface
  public interface Setting {
    void set(VmSettings settings, long value);
  }
}
