package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vm_ioctl with kvm_vcpu_ioctl's default case. */
public final class UnknownVersionOneIsEinval extends CallMutant {
  public UnknownVersionOneIsEinval() {
    super(
        Breach.of(
                "UX-02",
                "unknown-version-one-is-einval",
                "Without version 1 its VM ioctl fails with EINVAL.")
            .seenAs("-1 ENOTTY", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_USER_EXIT_V1) ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
