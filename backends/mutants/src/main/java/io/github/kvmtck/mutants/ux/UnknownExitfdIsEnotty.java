package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** What api.rst says of ioctls that are not there, which vCPUs do not keep. */
public final class UnknownExitfdIsEnotty extends CallMutant {
  public UnknownExitfdIsEnotty() {
    super(
        Breach.of(
                "UX-10",
                "unknown-exitfd-is-enotty",
                "Without the proposal KVM_VCPU_MAKE_EXITFD fails with ENOTTY.")
            .seenAs("-1 EINVAL", "-1 ENOTTY"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Proposed.KVM_VCPU_MAKE_EXITFD) ? Result.error(Errno.ENOTTY) : call.proceed();
  }
}
