package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_arch_vm_ioctl's default case, written as that of kvm_arch_vcpu_ioctl. */
public final class UnknownVmIoctlIsEinval extends CallMutant {
  public UnknownVmIoctlIsEinval() {
    super(
        Breach.of(
                "THR-05",
                "unknown-vm-ioctl-einval",
                "A VM answers an ioctl that it does not know with EINVAL.")
            .seenAs("-1 ENOTTY", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new UnknownIoctl(FdKind.VM, Errno.ENOTTY, Errno.EINVAL);
  }
}
