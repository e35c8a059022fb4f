package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Bits are or-ed in and never cleared. */
public final class StaleFlagsStay extends VcpuMutant {
  public StaleFlagsStay() {
    super(
        Breach.of(
                "NC-05",
                "stale-flags-stay",
                "KVM_RUN leaves in kvm_run.flags what userspace put there.")
            .seenAs("kvm_run.flags is 0\\b", "kvm_run.flags is 0xFFFF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> flags | (int) ended.before().get("flags"));
  }
}
