package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A wait queue that nobody wakes. */
public final class WaitIoctlMissesEvents extends CallMutant {
  public WaitIoctlMissesEvents() {
    super(
        Breach.of(
                "VTL-A1", "wait-ioctl-misses-events", "No message ends the wait of KVM_VCPU_WAIT.")
            .in("mainline+vcpu-wait")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
