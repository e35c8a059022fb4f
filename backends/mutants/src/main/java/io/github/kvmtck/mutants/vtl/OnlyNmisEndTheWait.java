package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_has_events cut down to NMIs. */
public final class OnlyNmisEndTheWait extends HeavySleeper {
  public OnlyNmisEndTheWait() {
    super(
        Breach.of(
                "VTL-09",
                "only-nmis-end-the-wait",
                "Interrupts and exceptions do not end the wait of state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAs("the wait fails with EINTR", "the wait returns 0"));
  }

  @Override
  boolean sees(Vcpu vcpu) {
    return vcpu.events().nmiPending() > 0;
  }
}
