package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** vmx_interrupt_blocked without kvm_hv_vcpu_is_idle_vtl. */
public final class FlagHoldsInterruptsBack extends HeavySleeper {
  public FlagHoldsInterruptsBack() {
    super(
        Breach.of(
                "VTL-10",
                "flag-holds-interrupts-back",
                "In state 11 an interrupt waits for RFLAGS.IF.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  boolean sees(Vcpu vcpu) {
    return vcpu.interrupts().hasEvents();
  }
}
