package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_cpu_has_interrupt in the place of kvm_vcpu_has_events. */
public final class OnlyInterruptsEndTheWait extends HeavySleeper {
  public OnlyInterruptsEndTheWait() {
    super(
        Breach.of(
                "VTL-09",
                "only-interrupts-end-the-wait",
                "NMIs and exceptions do not end the wait of state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAs("the wait fails with EINTR", "the wait returns 0"));
  }

  @Override
  boolean sees(Vcpu vcpu) {
    return vcpu.interrupts().hasInterrupt();
  }
}
