package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** One of the two bits is enough. */
public final class Bit15TakesThePlaceOfBit2 extends VcpuMutant {
  public Bit15TakesThePlaceOfBit2() {
    super(
        Breach.of(
                "NC-07",
                "bit-15-takes-the-place-of-bit-2",
                "Bit 2 of kvm_run.flags is never set where the flag of the proposal has a bit of"
                    + " its own.")
            .in("mainline+needs-completion")
            .seenAs("kvm_run.flags is 0x8004", "kvm_run.flags is 0x8000")
            .seenAs("kvm_run.flags is (?:0x)?4", "kvm_run.flags is 0\\b")
            .seenAs("kvm_run.flags has all of the bits (?:0x)?4", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags & ~RunBits.KVM_RUN_X86_GUEST_MODE);
  }
}
