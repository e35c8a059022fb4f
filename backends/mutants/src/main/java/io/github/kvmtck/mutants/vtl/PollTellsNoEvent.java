package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The end of a wait that looks like that for a signal. */
public final class PollTellsNoEvent extends CallMutant {
  public PollTellsNoEvent() {
    super(
        Breach.of("VTL-A6", "poll-tells-no-event", "poll fails with EINTR for an event.")
            .in("mainline+vcpu-poll")
            .seenAs("the wait ends with an event", "the wait fails with EINTR")
            .seenAs("1 ready, revents [18]", "-1 EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.syscall() instanceof Syscall.Poll && result.value() == 1
          ? Result.error(Errno.EINTR)
          : result;
    };
  }
}
