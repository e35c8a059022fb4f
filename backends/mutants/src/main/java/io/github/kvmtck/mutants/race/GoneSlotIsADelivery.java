package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.fetch.FailedFetch;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Code that goes while it runs is taken for an event that could not be delivered. */
public final class GoneSlotIsADelivery extends VcpuMutant {
  public GoneSlotIsADelivery() {
    super(
        Breach.of(
                "RACE-01",
                "gone-slot-is-a-delivery",
                "The suberror is KVM_INTERNAL_ERROR_DELIVERY_EV where the slot of the code goes.")
            .seenAs("kvm_run.internal.suberror is 1", "kvm_run.internal.suberror is 3"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(
        run -> run.set("internal.suberror", RunBits.KVM_INTERNAL_ERROR_DELIVERY_EV));
  }
}
