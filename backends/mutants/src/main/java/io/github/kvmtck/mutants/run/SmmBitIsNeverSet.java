package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** is_smm is not asked. */
public final class SmmBitIsNeverSet extends VcpuMutant {
  public SmmBitIsNeverSet() {
    super(
        Breach.of(
                "RUN-01",
                "smm-bit-is-never-set",
                "KVM_RUN_X86_SMM is not set at an exit of a vCPU that is in SMM.")
            .seenAs("kvm_run.flags has all of the bits", "kvm_run.flags is"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags & ~RunBits.KVM_RUN_X86_SMM);
  }
}
