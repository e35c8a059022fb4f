package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The definition of the bit that patch 3 of the series has for x86. */
public final class Bit2SaysNeedsCompletion extends VcpuMutant {
  public Bit2SaysNeedsCompletion() {
    super(
        Breach.of(
                "NC-07",
                "bit-2-says-needs-completion",
                "Bit 2 of kvm_run.flags is set at exits that need completion.")
            .seenAs("kvm_run.flags has none of the bits (0x)?4", "kvm_run.flags is (0x)?4"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) ->
        Exits.PORT_READ.or(Exits.MMIO).test(ended.call().run()) ? flags | 4 : flags);
  }
}
