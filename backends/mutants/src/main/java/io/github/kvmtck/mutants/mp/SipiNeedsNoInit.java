package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.irqchip.Ipi;

/** The state is not looked at when a SIPI comes. */
public final class SipiNeedsNoInit extends ModelMutant {
  public SipiNeedsNoInit() {
    super(
        Breach.of("MP-04", "sipi-needs-no-init", "A SIPI starts a vCPU that did not wait for one.")
            .seenAs("KVM_MP_STATE_(UNINITIALIZED|HALTED)", "KVM_MP_STATE_RUNNABLE")
            .seenAs("CS is 0", "CS is 0x"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return Messages.before(
        blueprint,
        ipi -> ipi.mode() == Ipi.STARTUP,
        vcpu -> vcpu.mpState(MpState.KVM_MP_STATE_INIT_RECEIVED.number()));
  }
}
