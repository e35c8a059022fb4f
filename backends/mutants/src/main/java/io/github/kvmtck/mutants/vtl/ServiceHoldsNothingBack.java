package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.Arrays;

/** apic_find_highest_irr in the place of apic_has_interrupt_for_ppr. */
public final class ServiceHoldsNothingBack extends VcpuMutant {
  public ServiceHoldsNothingBack() {
    super(
        Breach.of(
                "VTL-10",
                "service-holds-nothing-back",
                "In state 11 an interrupt ends the wait although a higher one is in service.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  /** ISR of the vectors 0x40 to 0x5F. */
  private static final int IN_SERVICE = 0x120;

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      if (call.is(Interrupts.KVM_SET_LAPIC)) {
        byte[] registers = call.argument(Interrupts.LAPIC_STATE).bytes();
        Arrays.fill(registers, IN_SERVICE, IN_SERVICE + Integer.BYTES, (byte) 0);
        call.argument(StructValue.of(Interrupts.LAPIC_STATE, registers));
      }
      return call.proceed();
    };
  }
}
