package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Tests a pointer where the flag was meant. */
public final class EveryExitIsInSmm extends VcpuMutant {
  public EveryExitIsInSmm() {
    super(
        Breach.of(
                "RUN-01",
                "every-exit-is-in-smm",
                "KVM_RUN_X86_SMM is set at exits of a vCPU that is not in SMM.")
            .seenAs("kvm_run.flags has none of the bits (0x)?[37]", "kvm_run.flags is [15]\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags | 1);
  }
}
