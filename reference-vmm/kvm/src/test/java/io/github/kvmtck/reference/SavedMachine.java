package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that a client can save of a machine with one vCPU and an irqchip, in the order in which it is
 * restored: the local APIC before the MSRs that depend on its mode, events after the registers
 * whose setting forgets them.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares machines as records
record SavedMachine(
    byte[] ram,
    StructValue clock,
    List<StructValue> chips,
    Sregs sregs,
    Regs regs,
    StructValue lapic,
    List<Msr> msrs,
    StructValue xcrs,
    StructValue xsave,
    StructValue debugRegisters,
    StructValue events,
    int mpState) {
  private static final int CHIPS = 3;
  private static final int PPR = 0xa0;

  /** Saves; nothing may be pending in the emulator. */
  static SavedMachine of(Guest guest) {
    Vcpu vcpu = guest.vcpu;
    List<StructValue> chips = new ArrayList<>();
    for (int id = 0; id < CHIPS; id++) {
      StructValue asked = StructValue.of(Interrupts.IRQCHIP).with("chip_id", id);
      chips.add(guest.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, asked).value());
    }
    // Reading the activity state lets an INIT act: it comes first.
    int mpState = vcpu.getMpState().value();
    return new SavedMachine(
        guest.ram.read(0, (int) Guest.RAM),
        guest.vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value(),
        chips,
        vcpu.getSregs().value(),
        vcpu.getRegs().value(),
        vcpu.getLapic().value(),
        vcpu.getMsrs(guest.kvm.getMsrIndexList().value()).value(),
        vcpu.get(ExtendedState.KVM_GET_XCRS, ExtendedState.XCRS).value(),
        vcpu.get(ExtendedState.KVM_GET_XSAVE, ExtendedState.XSAVE).value(),
        vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value(),
        vcpu.getVcpuEvents().value(),
        mpState);
  }

  void restoreInto(Guest guest) {
    Vcpu vcpu = guest.vcpu;
    guest.ram.write(0, ram);
    chips.forEach(chip -> guest.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, chip).orThrow());
    vcpu.setSregs(sregs).orThrow();
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
    guest.vm.ioctl(Timers.KVM_SET_CLOCK, clock.with("flags", 0)).orThrow();
  }

  /** What differs of the two, in words; empty where nothing does. */
  List<String> differencesTo(SavedMachine other) {
    List<String> found = new ArrayList<>();
    if (!Arrays.equals(ram, other.ram)) {
      int at = Arrays.mismatch(ram, other.ram);
      found.add("ram[0x%x]=%x was %x".formatted(at, other.ram[at], ram[at]));
    }
    found.addAll(other.regs.struct().changesSince(regs.struct()));
    found.addAll(other.sregs.struct().changesSince(sregs.struct()));
    found.addAll(other.events.changesSince(events));
    found.addAll(other.debugRegisters.changesSince(debugRegisters));
    compareApics(other, found);
    found.addAll(other.xsave.changesSince(xsave));
    found.addAll(other.xcrs.changesSince(xcrs));
    for (int i = 0; i < CHIPS; i++) {
      found.addAll(other.chips.get(i).changesSince(chips.get(i)));
    }
    for (int i = 0; i < msrs.size(); i++) {
      if (!msrs.get(i).equals(other.msrs.get(i))) {
        found.add(other.msrs.get(i) + " was " + msrs.get(i));
      }
    }
    if (mpState != other.mpState) {
      found.add("mp_state=" + other.mpState + " was " + mpState);
    }
    long time = clock.get("clock");
    if (time != other.clock.get("clock")) {
      found.add("clock=" + other.clock.get("clock") + " was " + time);
    }
    return found;
  }

  /** All but the processor priority, which KVM does not work out anew when it restores. */
  private void compareApics(SavedMachine other, List<String> found) {
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
