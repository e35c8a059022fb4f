package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Both definitions of the bit in one kernel. */
public final class StrayX86Bit extends VcpuMutant {
  public StrayX86Bit() {
    super(
        Breach.of(
                "NC-01",
                "stray-x86-bit",
                "KVM_RUN_NEEDS_COMPLETION comes with bit 2 set too, as patch 3 of the series"
                    + " defines it for x86.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0x8004"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags == 0x8000 ? 0x8004 : flags);
  }
}
