package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Resumes nobody. */
public final class ResumeKeepsTheMarks extends CallMutant {
  public ResumeKeepsTheMarks() {
    super(
        Breach.of(
                "KICK-03",
                "resume-keeps-the-marks",
                "After it is resumed a vCPU is held off all the same.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS) ? Result.ZERO : call.proceed();
  }
}
