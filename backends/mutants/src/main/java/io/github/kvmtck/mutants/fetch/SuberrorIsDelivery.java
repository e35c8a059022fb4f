package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The wrong one of the suberrors. */
public final class SuberrorIsDelivery extends VcpuMutant {
  public SuberrorIsDelivery() {
    super(
        Breach.of(
                "FETCH-01",
                "suberror-is-delivery",
                "The suberror of a failed fetch is KVM_INTERNAL_ERROR_DELIVERY_EV.")
            .seenAs("kvm_run.internal.suberror is 1", "kvm_run.internal.suberror is 3"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(
        run -> run.set("internal.suberror", RunBits.KVM_INTERNAL_ERROR_DELIVERY_EV));
  }
}
