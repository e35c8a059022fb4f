package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The flag is set where the operation is noted and cleared nowhere. */
public final class FlagStaysAfterCompletion extends VcpuMutant {
  public FlagStaysAfterCompletion() {
    super(
        Breach.of(
                "NC-03",
                "flag-stays-after-completion",
                "KVM_RUN_NEEDS_COMPLETION is still set after the EINTR that finished the"
                    + " operation.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0\\b", "kvm_run.flags is 0x8000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags | (int) ended.before().get("flags") & 0x8000);
  }
}
