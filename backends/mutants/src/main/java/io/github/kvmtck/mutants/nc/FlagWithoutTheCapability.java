package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The patch without its capability. */
public final class FlagWithoutTheCapability extends VcpuMutant {
  public FlagWithoutTheCapability() {
    super(
        Breach.of(
                "NC-04",
                "flag-without-the-capability",
                "Bit 15 of kvm_run.flags is set at exits of a kernel that does not have the"
                    + " capability.")
            .seenAs("kvm_run.flags is 0\\b", "kvm_run.flags is 0x8000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> ended.succeeded() ? flags | 0x8000 : flags);
  }
}
