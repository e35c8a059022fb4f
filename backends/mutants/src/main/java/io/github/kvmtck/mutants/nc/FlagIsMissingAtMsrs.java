package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An exit that was added later, and that nobody thought of. */
public final class FlagIsMissingAtMsrs extends VcpuMutant {
  public FlagIsMissingAtMsrs() {
    super(
        Breach.of("NC-08", "flag-is-missing-at-msrs", "The flag is clear at exits for MSRs.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> Exits.MSR.test(ended.call().run()) ? 0 : flags);
  }
}
