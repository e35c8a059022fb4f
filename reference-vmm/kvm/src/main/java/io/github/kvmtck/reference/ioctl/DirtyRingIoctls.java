package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_RESET_DIRTY_RINGS;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.DirtyRing;

/** The dirty rings of a VM's vCPUs (api.rst 7.36). */
final class DirtyRingIoctls {
  private DirtyRingIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_RESET_DIRTY_RINGS, DirtyRingIoctls::reset);
  }

  /** kvm_vm_ioctl_reset_dirty_pages: the entries of all vCPUs, counted. */
  private static Result reset(Vm vm, IoctlCall call) {
    if (!vm.dirtyTracking().usesRings()) {
      return IoctlCall.INVALID;
    }
    int count = 0;
    synchronized (vm.slotsLock()) {
      for (Vcpu vcpu : vm.vcpus()) {
        DirtyRing ring = vcpu.dirtyRing();
        if (ring != null) {
          count += ring.reset((slot, offset) -> vm.system().dirtyLog().reset(vm, slot, offset));
        }
      }
    }
    call.task().reach(SchedulingPoint.DIRTY_RINGS_RESET);
    if (count != 0) {
      vm.flushTranslations();
    }
    return Result.of(count);
  }
}
