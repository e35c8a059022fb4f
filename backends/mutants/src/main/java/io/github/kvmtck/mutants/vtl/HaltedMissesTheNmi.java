package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vcpu_has_events without NMIs. */
public final class HaltedMissesTheNmi extends CallMutant {
  public HaltedMissesTheNmi() {
    super(
        Breach.of("VTL-11", "halted-misses-the-nmi", "An NMI does not wake a HALTED vCPU.")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
