package io.github.kvmtck.x86.cpu;

import java.util.Arrays;

/** Processor state following RESET or INIT: SDM vol. 3, table 11-1. */
final class Reset {
  private static final long CR0 = 0x60000010;
  private static final int FAMILY_6 = 0x600;

  private Reset() {}

  static void apply(Cpu cpu) {
    Arrays.fill(cpu.r, 0);
    cpu.r[Gpr.RDX] = FAMILY_6;
    cpu.rip = 0xfff0;
    cpu.flags.set(0);
    for (int i = 0; i <= Segment.GS; i++) {
      cpu.segments.set(i, Segment.real(0));
    }
    cpu.segments.set(Segment.CS, new Segment(0xf000, 0xffff0000L, 0xffff, Segment.CODE));
    cpu.segments.set(Segment.LDTR, new Segment(0, 0, 0xffff, 0x82));
    cpu.segments.set(Segment.TR, new Segment(0, 0, 0xffff, 0x8b));
    cpu.control.gdtr(new Table(0, 0xffff));
    cpu.control.idtr(new Table(0, 0xffff));
    cpu.control.set(CR0, 0, 0, 0, 0);
    for (int i = 0; i < 4; i++) {
      cpu.debug.address(i, 0);
    }
    cpu.debug.dr6(DebugRegisters.DR6_INIT);
    cpu.debug.dr7(DebugRegisters.DR7_INIT);
    cpu.events.reset();
  }
}
