package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_arch_interrupt_allowed left out altogether. */
public final class ShadowsHoldNothingBack extends LightSleeper {
  public ShadowsHoldNothingBack() {
    super(
        Breach.of(
                "VTL-10",
                "shadows-hold-nothing-back",
                "In state 11 an interrupt ends the wait in the shadow of STI or MOV SS.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  boolean wakes(Vcpu vcpu) {
    return vcpu.interrupts().hasInterrupt();
  }
}
