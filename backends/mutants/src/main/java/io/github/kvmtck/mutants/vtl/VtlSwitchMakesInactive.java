package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** KVM that knows of VTLs. */
public final class VtlSwitchMakesInactive extends ModelMutant {
  public VtlSwitchMakesInactive() {
    super(
        Breach.of(
                "VTL-03",
                "vtl-switch-makes-inactive",
                "The exit for a VTL switch puts the vCPU into state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_MP_STATE_RUNNABLE", "11"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.HYPERV_CALLS, OnVtlSwitch::new);
  }
}
