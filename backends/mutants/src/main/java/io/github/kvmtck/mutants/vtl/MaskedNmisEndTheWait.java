package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_has_events without nmi_allowed. */
public final class MaskedNmisEndTheWait extends LightSleeper {
  public MaskedNmisEndTheWait() {
    super(
        Breach.of(
                "VTL-10",
                "masked-nmis-end-the-wait",
                "In state 11 an NMI ends the wait although NMIs are masked.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  boolean wakes(Vcpu vcpu) {
    return vcpu.events().nmiPending() > 0;
  }
}
