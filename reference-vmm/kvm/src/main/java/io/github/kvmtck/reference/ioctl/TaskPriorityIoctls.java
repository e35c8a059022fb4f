package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.VcpuRun.KVM_SET_VAPIC_ADDR;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_TPR_ACCESS_REPORTING;
import static io.github.kvmtck.api.uapi.VcpuRun.TPR_ACCESS_CTL;
import static io.github.kvmtck.api.uapi.VcpuRun.VAPIC_ADDR;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/** What helps guests that use the task priority much (KVM_CAP_VAPIC). */
final class TaskPriorityIoctls {
  private TaskPriorityIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .updates(KVM_TPR_ACCESS_REPORTING, TPR_ACCESS_CTL.size(), TaskPriorityIoctls::report)
        .on(KVM_SET_VAPIC_ADDR, TaskPriorityIoctls::setAddress);
  }

  private static Result report(Vcpu vcpu, MemorySegment both) {
    if (TPR_ACCESS_CTL.get(both, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    vcpu.interrupts().taskPriorityReport().on(TPR_ACCESS_CTL.get(both, "enabled") != 0);
    return Result.ZERO;
  }

  /** Without a local APIC in the kernel EINVAL comes before EFAULT. */
  private static Result setAddress(Vcpu vcpu, IoctlCall call) {
    if (!vcpu.vm().lapicInKernel()) {
      return IoctlCall.INVALID;
    }
    MemorySegment in = call.read(VAPIC_ADDR.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    return vcpu.interrupts().virtualPage().at(VAPIC_ADDR.get(in, "vapic_addr"))
        ? Result.ZERO
        : IoctlCall.INVALID;
  }
}
