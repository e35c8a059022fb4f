package io.github.kvmtck.api.faults;

import static io.github.kvmtck.api.uapi.Msrs.KVM_GET_MSRS;
import static io.github.kvmtck.api.uapi.Msrs.MSRS;

import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * An MSR that KVM_GET_MSR_INDEX_LIST has and that this vCPU does not let be read: KVM_GET_MSRS
 * stops there, and returns how many it has read (api.rst 4.18, __msr_io).
 *
 * <p>The list is the module's; what a vCPU lets be read is decided by its CPUID, its local APIC and
 * what else kvm_get_msr_common looks at, among it parameters of the module that root may write at
 * any time (ignore_msrs).
 *
 * @param index of the MSR
 * @param refused whether it cannot be read; it may be set at any time
 */
public record UnreadableMsr(int index, AtomicBoolean refused) implements Fault {
  /** More than MAX_IO_MSRS is E2BIG. */
  private static final int MOST = 256;

  @Override
  public Injector begin() {
    return call ->
        refused.get() && call.is(KVM_GET_MSRS) && call.run().isPresent()
            ? get(call)
            : call.proceed();
  }

  private Result get(IoctlCall call) {
    try {
      long count = call.argument(MSRS).get("nmsrs");
      long before = Long.compareUnsigned(count, MOST) > 0 ? count : before(call, count);
      if (before == count) {
        return call.proceed();
      }
      count(call, before);
      Result result = call.proceed();
      count(call, count);
      return result;
    } catch (MemoryFault e) {
      // The kernel cannot read it either.
      return call.proceed();
    }
  }

  /** How many come before the one that cannot be read; all of them, where it is not asked for. */
  private long before(IoctlCall call, long count) {
    long entries = call.ioctl().arg() + MSRS.size();
    long size = MSRS.sizeWith(1) - MSRS.size();
    return LongStream.range(0, count)
        .filter(at -> call.memory().u32(entries + at * size) == index)
        .findFirst()
        .orElse(count);
  }

  private static void count(IoctlCall call, long count) {
    call.argument(call.argument(MSRS).with("nmsrs", count));
  }
}
