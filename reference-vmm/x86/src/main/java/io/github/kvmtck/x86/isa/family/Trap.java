package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Segments;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** Software interrupts, IRET, BOUND, HLT, the interrupt flag. */
public final class Trap {
  private Trap() {}

  public static void define(Forms f) {
    f.jump("CC       | INT3", Trap::int3);
    f.jump("CD ib    | INT imm8u", Trap::interrupt);
    f.jump("CE       | INTO | i64", Trap::into);
    f.jump("F1       | INT1", Trap::int1);
    f.jump("CF       | IRET | o16", Trap::iret);
    f.jump("CF       | IRETD | o32", Trap::iret);
    f.jump("CF       | IRETQ | o64", Trap::iretq);
    f.whole("62 /r   | BOUND rv, m | i64", Trap::bound);
    f.jump("0F 0B    | UD2", Trap::ud2);
    f.jump("F4       | HLT", Trap::hlt);
    f.whole("FA      | CLI", Trap::cli);
    f.whole("FB      | STI", Trap::sti);
  }

  public static void int3(Cpu cpu, Insn insn) {
    if (cpu.guestDebug.software()) {
      throw Abandon.BREAKPOINT;
    }
    cpu.interrupts.enter(Vector.BP, Events.NO_CODE, cpu.rip);
  }

  public static void interrupt(Cpu cpu, Insn insn) {
    cpu.interrupts.enter((int) insn.immediate(), Events.NO_CODE, cpu.rip);
  }

  public static void into(Cpu cpu, Insn insn) {
    if (cpu.flags.of()) {
      cpu.interrupts.enter(Vector.OF, Events.NO_CODE, cpu.rip);
    }
  }

  public static void int1(Cpu cpu, Insn insn) {
    cpu.interrupts.enter(Vector.DB, Events.NO_CODE, cpu.rip);
  }

  public static void iret(Cpu cpu, Insn insn) {
    int bits = insn.bits();
    long offset = cpu.stack.peek(bits, 0);
    Segment target = cpu.segments.code(cpu.stack.peek(bits, 1));
    long flags = cpu.stack.peek(bits, 2);
    if (offset > target.limit()) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.stack.drop(3 * (bits >> 3));
    finish(cpu, target, Segments.wrap(offset, bits), flags, bits);
  }

  /** To the same privilege; long mode always restores RSP and SS. */
  public static void iretq(Cpu cpu, Insn insn) {
    long offset = cpu.stack.peek(64, 0);
    Segment target = cpu.segments.code(cpu.stack.peek(64, 1));
    long flags = cpu.stack.peek(64, 2);
    long stack = cpu.stack.peek(64, 3);
    cpu.segments.load(Segment.SS, cpu.stack.peek(64, 4));
    cpu.r[Gpr.RSP] = stack;
    finish(cpu, target, offset, flags, 64);
  }

  private static void finish(Cpu cpu, Segment target, long offset, long flags, int bits) {
    cpu.rip = offset;
    Stack.load(cpu, flags, bits, true);
    cpu.segments.set(Segment.CS, target);
    cpu.events.nmiBlocked(false);
  }

  /** The bounds are a pair of signed values in memory. */
  public static void bound(Cpu cpu, Insn insn) {
    int bits = insn.bits();
    int unused = 64 - bits;
    long at = insn.address(cpu);
    long next = at + (bits >> 3) & insn.addressMask();
    long lower = cpu.memory.load(insn.segment(), at, bits) << unused >> unused;
    long upper = cpu.memory.load(insn.segment(), next, bits) << unused >> unused;
    long index = cpu.r[insn.reg()] << unused >> unused;
    if (index < lower || index > upper) {
      throw cpu.fault(Vector.BR);
    }
  }

  @SuppressWarnings("DoNotCallSuggester") // Called by guests.
  public static void ud2(Cpu cpu, Insn insn) {
    throw cpu.fault(Vector.UD);
  }

  public static void hlt(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    cpu.events.halted(true);
    cpu.leaveBlock();
  }

  public static void cli(Cpu cpu, Insn insn) {
    Privilege.io(cpu);
    cpu.flags.put(Flags.IF, false);
  }

  /** Interrupts stay off for one more instruction if they were off. */
  public static void sti(Cpu cpu, Insn insn) {
    Privilege.io(cpu);
    if (!cpu.flags.has(Flags.IF)) {
      cpu.flags.put(Flags.IF, true);
      cpu.events.stiShadow(true);
      cpu.leaveBlock();
    }
  }
}
