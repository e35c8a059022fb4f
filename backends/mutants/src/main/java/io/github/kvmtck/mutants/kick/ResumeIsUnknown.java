package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Only one of the two ioctls is there. */
public final class ResumeIsUnknown extends CallMutant {
  public ResumeIsUnknown() {
    super(
        Breach.of(
                "KICK-05",
                "resume-is-unknown",
                "KVM_RESUME_ALL_KICKED_VCPUS fails with ENOTTY though the proposal" + " is there.")
            .in("mainline+kick-all-v1")
            .seenAs("0\\b", "-1 ENOTTY")
            .seenAs("KVM_RUN of the twin returns 0", "it → -1 EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS) ? Result.error(Errno.ENOTTY) : call.proceed();
  }
}
