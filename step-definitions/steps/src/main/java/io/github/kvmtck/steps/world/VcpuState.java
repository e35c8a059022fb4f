package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.Optional;

/**
 * What userspace can read of a vCPU and write into another one.
 *
 * @param mpState only with an in-kernel local APIC, where it can be set
 */
record VcpuState(
    Sregs sregs,
    Regs regs,
    StructValue fpu,
    StructValue debugRegisters,
    StructValue events,
    Optional<Integer> mpState) {

  static VcpuState save(Vcpu vcpu, boolean irqchip) {
    return new VcpuState(
        vcpu.getSregs().value(),
        vcpu.getRegs().value(),
        vcpu.get(ExtendedState.KVM_GET_FPU, ExtendedState.FPU).value(),
        vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value(),
        vcpu.getVcpuEvents().value(),
        irqchip ? Optional.of(vcpu.getMpState().value()) : Optional.empty());
  }

  void restore(Vcpu vcpu) {
    vcpu.setSregs(sregs).orThrow();
    vcpu.setRegs(regs).orThrow();
    vcpu.ioctl(ExtendedState.KVM_SET_FPU, fpu).orThrow();
    vcpu.ioctl(VcpuEvents.KVM_SET_DEBUGREGS, debugRegisters).orThrow();
    vcpu.setVcpuEvents(events).orThrow();
    mpState.ifPresent(state -> vcpu.setMpState(state).orThrow());
  }
}
