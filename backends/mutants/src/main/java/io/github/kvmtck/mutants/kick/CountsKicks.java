package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicInteger;

/** Kicks that have not been resumed. */
final class CountsKicks implements CallBreach {
  private final AtomicInteger kicks = new AtomicInteger();
  private final boolean anyResumeEndsAll;

  /**
   * A breach.
   *
   * @param anyResumeEndsAll whether the count serves only to refuse a resume that nobody needs
   */
  CountsKicks(boolean anyResumeEndsAll) {
    this.anyResumeEndsAll = anyResumeEndsAll;
  }

  @Override
  public Result call(SeamCall call) {
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      kicks.incrementAndGet();
    }
    if (!call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS)) {
      return call.proceed();
    }
    int left = kicks.decrementAndGet();
    if (anyResumeEndsAll) {
      return left < 0 ? Result.error(Errno.EINVAL) : call.proceed();
    }
    return left > 0 ? Result.ZERO : call.proceed();
  }
}
