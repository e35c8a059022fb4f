package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.GifStaysSet;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** svm_interrupt_blocked without GIF. */
public final class GifHoldsNothingBack extends VcpuMutant {
  public GifHoldsNothingBack() {
    super(
        Breach.of(
                "VTL-10",
                "gif-holds-nothing-back",
                "In state 11 an interrupt ends the wait although GIF is cleared.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new GifStaysSet();
  }
}
