package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** One errno for every bad argument. */
public final class UnreadableArgumentIsEinval extends CallMutant {
  public UnreadableArgumentIsEinval() {
    super(
        Breach.of(
                "UX-04",
                "unreadable-argument-is-einval",
                "KVM_USER_EXIT fails with EINVAL if its argument cannot be read.")
            .in("mainline+user-exit+exitfd")
            .seenAs("-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(Proposed.KVM_USER_EXIT) && result.errno() == Errno.EFAULT
          ? Result.error(Errno.EINVAL)
          : result;
    };
  }
}
