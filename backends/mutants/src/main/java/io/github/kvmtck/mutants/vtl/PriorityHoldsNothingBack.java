package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** apic_find_highest_irr in the place of apic_has_interrupt_for_ppr. */
public final class PriorityHoldsNothingBack extends VcpuMutant {
  public PriorityHoldsNothingBack() {
    super(
        Breach.of(
                "VTL-10",
                "priority-holds-nothing-back",
                "In state 11 the task priority is not looked at.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      if (call.is(Registers.KVM_SET_SREGS)) {
        call.argument(call.argument(Registers.SREGS).with("cr8", 0));
      }
      return call.proceed();
    };
  }
}
