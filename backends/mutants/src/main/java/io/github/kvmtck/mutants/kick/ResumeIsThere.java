package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The second ioctl, with nothing to do. */
public final class ResumeIsThere extends CallMutant {
  public ResumeIsThere() {
    super(
        Breach.of(
                "KICK-08",
                "resume-is-there",
                "KVM_RESUME_ALL_KICKED_VCPUS succeeds beside a kick that clears itself.")
            .in("mainline+kick-all")
            .seenAs("-1 ENOTTY", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS) ? Result.ZERO : call.proceed();
  }
}
