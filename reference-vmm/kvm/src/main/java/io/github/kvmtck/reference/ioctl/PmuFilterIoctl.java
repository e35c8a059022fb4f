package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.PmuFilter.KVM_PMU_EVENT_DENY;
import static io.github.kvmtck.api.uapi.PmuFilter.KVM_PMU_EVENT_FLAG_MASKED_EVENTS;
import static io.github.kvmtck.api.uapi.PmuFilter.KVM_SET_PMU_EVENT_FILTER;
import static io.github.kvmtck.api.uapi.PmuFilter.PMU_EVENT_FILTER;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/**
 * Which events a guest may count (api.rst 4.120). The model's processor counts none, so that only
 * the argument is checked.
 */
final class PmuFilterIoctl {
  /** KVM_PMU_EVENT_FILTER_MAX_EVENTS. */
  private static final long MOST = 300;

  private PmuFilterIoctl() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_SET_PMU_EVENT_FILTER, (vm, call) -> set(call));
  }

  /** kvm_vm_ioctl_set_pmu_event_filter. */
  private static Result set(IoctlCall call) {
    MemorySegment in = call.read(PMU_EVENT_FILTER.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long count = PMU_EVENT_FILTER.get(in, "nevents");
    if (PMU_EVENT_FILTER.get(in, "action") > KVM_PMU_EVENT_DENY
        || (PMU_EVENT_FILTER.get(in, "flags") & ~KVM_PMU_EVENT_FLAG_MASKED_EVENTS) != 0) {
      return IoctlCall.INVALID;
    }
    if (count > MOST) {
      return Result.error(Errno.E2BIG);
    }
    boolean readable = call.read(PMU_EVENT_FILTER.size(), count * Long.BYTES) != null;
    return readable ? Result.ZERO : IoctlCall.FAULT;
  }
}
