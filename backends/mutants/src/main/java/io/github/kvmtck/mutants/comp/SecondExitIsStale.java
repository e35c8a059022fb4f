package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_run.mmio is filled once for an instruction. */
public final class SecondExitIsStale extends VcpuMutant {
  public SecondExitIsStale() {
    super(
        Breach.of(
                "COMP-06",
                "second-exit-is-stale",
                "The exit for the second piece of an instruction has the address of the first.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x2",
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x20"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new StaleAddress();
  }
}
