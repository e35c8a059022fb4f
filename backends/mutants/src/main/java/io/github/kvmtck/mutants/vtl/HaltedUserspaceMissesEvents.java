package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A wait queue that nobody wakes. */
public final class HaltedUserspaceMissesEvents extends CallMutant {
  public HaltedUserspaceMissesEvents() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-misses-events",
                "No message ends the wait of KVM_MP_STATE_HALTED_USERSPACE.")
            .in("mainline+halted-userspace")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
