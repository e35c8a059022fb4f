package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Paravirtual;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.Map;
import java.util.function.Function;

/** Model-specific registers about time. */
final class ClockMsrs {
  /** How they are made, by index. */
  static final Map<Integer, Function<VcpuMsrs, MsrRegister>> MODEL =
      Map.of(
          0x10, // IA32_TSC
          VcpuMsrs::tsc,
          0x3b, // IA32_TSC_ADJUST
          msrs -> msrs.tsc().new Adjust(),
          0x6e0, // IA32_TSC_DEADLINE
          msrs -> new Deadline(msrs.vcpu()),
          0x11, // MSR_KVM_WALL_CLOCK
          msrs -> new WallClock(msrs.vcpu()),
          Paravirtual.MSR_KVM_WALL_CLOCK_NEW,
          msrs -> new WallClock(msrs.vcpu()),
          0x12, // MSR_KVM_SYSTEM_TIME
          VcpuMsrs::kvmClock,
          Paravirtual.MSR_KVM_SYSTEM_TIME_NEW,
          VcpuMsrs::kvmClock,
          Paravirtual.MSR_KVM_STEAL_TIME,
          msrs -> msrs.vcpu().stealTime());

  private ClockMsrs() {}

  /** Written in another mode of the timer it is dropped, and that is a success (rule SAVE-17). */
  private record Deadline(Vcpu vcpu) implements MsrRegister {
    @Override
    public long get() {
      LocalApic apic = vcpu.interrupts().apic();
      return apic == null ? 0 : apic.tscDeadline();
    }

    @Override
    public boolean set(long value, boolean host) {
      LocalApic apic = vcpu.interrupts().apic();
      if (apic != null) {
        apic.tscDeadline(value);
      }
      return true;
    }
  }
}
