package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Bits are or-ed in and never cleared. */
public final class FlagsAreNotCleared extends VcpuMutant {
  public FlagsAreNotCleared() {
    super(
        Breach.of(
                "RUN-01",
                "flags-are-not-cleared",
                "KVM_RUN leaves in kvm_run.flags what userspace put there.")
            .seenAs(
                "kvm_run.flags has none of the bits (0x)?7",
                "kvm_run.flags is (?:0xFFFF|(?:0x)?[14]\\b)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags | (int) ended.before().get("flags"));
  }
}
