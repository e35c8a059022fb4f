package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Refuses what it does not know before it takes the mutex. */
public final class UnknownUserExitDoesNotWait extends CallMutant {
  public UnknownUserExitDoesNotWait() {
    super(
        Breach.of(
                "UX-03",
                "unknown-user-exit-does-not-wait",
                "Without the proposal KVM_USER_EXIT fails while KVM_RUN is in flight.")
            .seenAs("the call of the other task waits", "it does not sleep"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_USER_EXIT) ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
