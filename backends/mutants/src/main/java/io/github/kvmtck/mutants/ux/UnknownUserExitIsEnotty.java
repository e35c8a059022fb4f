package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** What api.rst says of ioctls that are not there, which vCPUs do not keep. */
public final class UnknownUserExitIsEnotty extends CallMutant {
  public UnknownUserExitIsEnotty() {
    super(
        Breach.of(
                "UX-01",
                "unknown-user-exit-is-enotty",
                "Without the proposal KVM_USER_EXIT fails with ENOTTY.")
            .seenAs("-1 EINVAL", "-1 ENOTTY"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(Proposed.KVM_USER_EXIT) ? Result.error(Errno.ENOTTY) : result;
    };
  }
}
