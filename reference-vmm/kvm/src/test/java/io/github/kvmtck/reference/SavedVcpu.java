package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a client can save of a vCPU with a local APIC, in the order in which it is restored: the
 * local APIC before the MSRs that depend on its mode, events after the registers whose setting
 * forgets them. What is there twice (SREGS, FPU) is compared and not restored.
 */
record SavedVcpu(
    StructValue sregs2,
    Sregs sregs,
    Regs regs,
    StructValue lapic,
    List<Msr> msrs,
    StructValue xcrs,
    StructValue xsave,
    StructValue fpu,
    StructValue debugRegisters,
    StructValue events,
    long tscKhz,
    int mpState) {
  private static final int PPR = 0xa0;

  /** Saves; nothing may be pending in the emulator. */
  static SavedVcpu of(Vcpu vcpu, List<Integer> msrs) {
    // Reading the activity state lets an INIT act: it comes first.
    int mpState = vcpu.getMpState().value();
    return new SavedVcpu(
        vcpu.get(Registers.KVM_GET_SREGS2, Registers.SREGS2).value(),
        vcpu.getSregs().value(),
        vcpu.getRegs().value(),
        vcpu.getLapic().value(),
        vcpu.getMsrs(msrs).value(),
        vcpu.get(ExtendedState.KVM_GET_XCRS, ExtendedState.XCRS).value(),
        vcpu.get(ExtendedState.KVM_GET_XSAVE2, ExtendedState.XSAVE).value(),
        vcpu.get(ExtendedState.KVM_GET_FPU, ExtendedState.FPU).value(),
        vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value(),
        vcpu.getVcpuEvents().value(),
        vcpu.ioctl(Timers.KVM_GET_TSC_KHZ).value(),
        mpState);
  }

  void restoreInto(Vcpu vcpu) {
    vcpu.ioctl(Timers.KVM_SET_TSC_KHZ, tscKhz).orThrow();
    vcpu.ioctl(Registers.KVM_SET_SREGS2, sregs2).orThrow();
    vcpu.setRegs(regs).orThrow();
    vcpu.ioctl(ExtendedState.KVM_SET_XCRS, xcrs).orThrow();
    vcpu.ioctl(ExtendedState.KVM_SET_XSAVE, xsave).orThrow();
    vcpu.setLapic(lapic).orThrow();
    long written = vcpu.setMsrs(msrs).value();
    if (written != msrs.size()) {
      throw new IllegalStateException("refused: " + msrs.get((int) written));
    }
    vcpu.ioctl(VcpuEvents.KVM_SET_DEBUGREGS, debugRegisters).orThrow();
    vcpu.setVcpuEvents(events).orThrow();
    vcpu.setMpState(mpState).orThrow();
  }

  /** What differs of the two, in words; empty where nothing does. */
  List<String> differencesTo(SavedVcpu other) {
    List<String> found = new ArrayList<>();
    found.addAll(other.regs.struct().changesSince(regs.struct()));
    found.addAll(other.sregs2.changesSince(sregs2));
    found.addAll(other.sregs.struct().changesSince(sregs.struct()));
    found.addAll(other.told().changesSince(told()));
    found.addAll(other.debugRegisters.changesSince(debugRegisters));
    compareApics(other, found);
    found.addAll(other.xsave.changesSince(xsave));
    found.addAll(other.fpu.changesSince(fpu));
    found.addAll(other.xcrs.changesSince(xcrs));
    for (int i = 0; i < msrs.size(); i++) {
      compare(msrs.get(i), other.msrs.get(i), found);
    }
    compare("tsc_khz " + tscKhz, "tsc_khz " + other.tscKhz, found);
    compare("mp_state " + mpState, "mp_state " + other.mpState, found);
    return found;
  }

  /** The events without what KVM leaves in its queue of an exception that it no longer has. */
  private StructValue told() {
    boolean any = events.get("exception.pending") != 0 || events.get("exception.injected") != 0;
    return any
        ? events
        : events
            .with("exception", StructValue.of(events.inner("exception").struct()))
            .with("exception_has_payload", 0)
            .with("exception_payload", 0);
  }

  private static void compare(Object mine, Object theirs, List<String> found) {
    if (!mine.equals(theirs)) {
      found.add(theirs + " was " + mine);
    }
  }

  /** All but the processor priority, which KVM does not work out anew when it restores. */
  private void compareApics(SavedVcpu other, List<String> found) {
    ByteBuffer mine = ByteBuffer.wrap(lapic.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer theirs = ByteBuffer.wrap(other.lapic.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int register = 0; register < Interrupts.KVM_APIC_REG_SIZE; register += 0x10) {
      if (register != PPR && mine.getInt(register) != theirs.getInt(register)) {
        found.add(
            "lapic[0x%x]=0x%x was 0x%x"
                .formatted(register, theirs.getInt(register), mine.getInt(register)));
      }
    }
  }
}
