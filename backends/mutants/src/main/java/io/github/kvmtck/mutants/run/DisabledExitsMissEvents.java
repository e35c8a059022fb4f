package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A HLT that does not exit, and that nobody kicks. */
public final class DisabledExitsMissEvents extends CallMutant {
  public DisabledExitsMissEvents() {
    super(
        Breach.of(
                "RUN-07",
                "disabled-exits-miss-events",
                "A vCPU that waits in guest mode is not woken by an NMI.")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return new MissesEvents(Capability.KVM_CAP_X86_DISABLE_EXITS);
  }
}
