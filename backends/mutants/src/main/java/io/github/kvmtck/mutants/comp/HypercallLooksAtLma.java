package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** is_64_bit_hypercall that looks at EFER.LMA and not at CS.L. */
public final class HypercallLooksAtLma extends VcpuMutant {
  private static final long EFER_LMA = 1 << 10;

  public HypercallLooksAtLma() {
    super(
        Breach.of(
                "COMP-25",
                "hypercall-looks-at-lma",
                "In compatibility mode a hypercall is told of as in 64-bit mode.")
            .seenAs("kvm_run.hypercall.flags is 0", "kvm_run.hypercall.flags is 1"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded()
          && Exits.HYPERCALL.test(ended.call().run())
          && (ended.call().vcpu().getSregs().value().get("efer") & EFER_LMA) != 0) {
        ended.call().run().set("hypercall.flags", 1);
      }
      return ended.result();
    });
  }
}
