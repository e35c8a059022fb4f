package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A poll that looks at interrupts only. */
public final class HaltPollingMissesEvents extends CallMutant {
  public HaltPollingMissesEvents() {
    super(
        Breach.of(
                "RUN-07",
                "halt-polling-misses-events",
                "With halt polling an NMI does not wake a halted vCPU.")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return new MissesEvents(Capability.KVM_CAP_HALT_POLL);
  }
}
