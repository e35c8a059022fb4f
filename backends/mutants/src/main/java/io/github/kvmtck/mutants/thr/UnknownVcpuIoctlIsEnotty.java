package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_arch_vcpu_ioctl's default case, written as that of kvm_arch_vm_ioctl. */
public final class UnknownVcpuIoctlIsEnotty extends CallMutant {
  public UnknownVcpuIoctlIsEnotty() {
    super(
        Breach.of(
                "THR-05",
                "unknown-vcpu-ioctl-enotty",
                "A vCPU answers an ioctl that it does not know with ENOTTY.")
            .seenAs("-1 EINVAL", "-1 ENOTTY"));
  }

  @Override
  protected CallBreach breaking() {
    return new UnknownIoctl(FdKind.VCPU, Errno.EINVAL, Errno.ENOTTY);
  }
}
