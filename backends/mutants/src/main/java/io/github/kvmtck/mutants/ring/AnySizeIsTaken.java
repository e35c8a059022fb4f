package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Ring;

/** kvm_vm_ioctl_enable_dirty_log_ring without its tests. */
public final class AnySizeIsTaken extends CallMutant {
  public AnySizeIsTaken() {
    super(
        Breach.of(
                "RING-01",
                "any-size-is-taken",
                "KVM_CAP_DIRTY_LOG_RING succeeds whatever its size, and whenever it comes.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return Ring.enabling(Errno.EINVAL, Result.ZERO);
  }
}
