package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_has_events cut down to NMIs. */
public final class InterruptsDoNotEndTheWait extends HeavySleeper {
  public InterruptsDoNotEndTheWait() {
    super(
        Breach.of(
                "VTL-10", "interrupts-do-not-end-the-wait", "In state 11 no interrupt is an event.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  boolean sees(Vcpu vcpu) {
    return vcpu.events().nmiPending() > 0;
  }
}
