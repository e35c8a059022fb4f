package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.GifStaysSet;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** svm_apic_init_signal_blocked says no. */
public final class GifDoesNotBlockInit extends VcpuMutant {
  public GifDoesNotBlockInit() {
    super(
        Breach.of(
                "MP-05",
                "gif-does-not-block-init",
                "While GIF is cleared INIT_RECEIVED and SIPI_RECEIVED are taken, and an INIT acts.")
            .seenAs("-1 EINVAL", "0")
            .seenAs("CS is 0 ", "CS is 0xF000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new GifStaysSet();
  }
}
