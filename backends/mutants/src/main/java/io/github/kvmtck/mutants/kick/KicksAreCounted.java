package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A count of holds in the kernel. */
public final class KicksAreCounted extends CallMutant {
  public KicksAreCounted() {
    super(
        Breach.of("KICK-09", "kicks-are-counted", "Each kick needs a resume of its own.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected CallBreach breaking() {
    return new CountsKicks(false);
  }
}
