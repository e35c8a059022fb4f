package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_has_events without pv_unhalted. */
public final class EndOfAHaltIsMissed extends HeavySleeper {
  public EndOfAHaltIsMissed() {
    super(
        Breach.of(
                "VTL-09",
                "end-of-ahalt-is-missed",
                "A halt that another vCPU has ended does not end the wait of state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  boolean sees(Vcpu vcpu) {
    return !vcpu.interrupts().pvUnhalted();
  }
}
