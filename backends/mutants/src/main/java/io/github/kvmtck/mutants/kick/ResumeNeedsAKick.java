package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A count of holds that may not fall below zero. */
public final class ResumeNeedsAKick extends CallMutant {
  public ResumeNeedsAKick() {
    super(
        Breach.of("KICK-09", "resume-needs-akick", "A resume without a kick fails with EINVAL.")
            .in("mainline+kick-all-v1")
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new CountsKicks(true);
  }
}
