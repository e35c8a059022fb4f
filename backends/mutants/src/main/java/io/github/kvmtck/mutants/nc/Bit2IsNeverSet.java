package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Bit 2 is taken for that of another meaning, and withheld. */
public final class Bit2IsNeverSet extends VcpuMutant {
  public Bit2IsNeverSet() {
    super(
        Breach.of(
                "NC-07",
                "bit-2-is-never-set",
                "Bit 2 of kvm_run.flags is clear at exits of a nested guest.")
            .seenAs("kvm_run.flags has all of the bits (?:0x)?4", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags & ~RunBits.KVM_RUN_X86_GUEST_MODE);
  }
}
