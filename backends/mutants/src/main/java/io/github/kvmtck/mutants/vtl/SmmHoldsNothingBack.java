package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_has_events without smi_allowed. */
public final class SmmHoldsNothingBack extends LightSleeper {
  public SmmHoldsNothingBack() {
    super(
        Breach.of(
                "VTL-10",
                "smm-holds-nothing-back",
                "In state 11 an SMI ends the wait although the vCPU is in SMM.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  boolean wakes(Vcpu vcpu) {
    return vcpu.smm().pending();
  }
}
