package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Takes what has left the guest for finished. */
public final class FlagIsMissingAtPortWrites extends VcpuMutant {
  public FlagIsMissingAtPortWrites() {
    super(
        Breach.of(
                "NC-03",
                "flag-is-missing-at-port-writes",
                "KVM_RUN_NEEDS_COMPLETION is clear at a port write although RIP has still to move.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> Exits.PORT_WRITE.test(ended.call().run()) ? 0 : flags);
  }
}
