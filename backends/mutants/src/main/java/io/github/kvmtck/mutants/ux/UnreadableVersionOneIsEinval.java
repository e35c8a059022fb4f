package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** One errno for every bad argument. */
public final class UnreadableVersionOneIsEinval extends CallMutant {
  public UnreadableVersionOneIsEinval() {
    super(
        Breach.of(
                "UX-02",
                "unreadable-version-one-is-einval",
                "KVM_USER_EXIT of version 1 fails with EINVAL if its argument" + " cannot be read.")
            .in("mainline+user-exit-v1")
            .seenAs("-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(Proposed.KVM_USER_EXIT_V1) && result.errno() == Errno.EFAULT
          ? Result.error(Errno.EINVAL)
          : result;
    };
  }
}
