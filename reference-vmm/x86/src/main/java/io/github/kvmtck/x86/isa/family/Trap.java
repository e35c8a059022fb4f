package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Interrupts;
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
    f.jump("CF       | IRETQ | o64", Trap::iret);
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
    cpu.interrupts.enter(Vector.BP, Events.NO_CODE, cpu.rip, Interrupts.Kind.SOFTWARE);
  }

  public static void interrupt(Cpu cpu, Insn insn) {
    cpu.interrupts.software((int) insn.immediate());
  }

  public static void into(Cpu cpu, Insn insn) {
    if (cpu.flags.of()) {
      cpu.interrupts.enter(Vector.OF, Events.NO_CODE, cpu.rip, Interrupts.Kind.SOFTWARE);
    }
  }

  public static void int1(Cpu cpu, Insn insn) {
    cpu.interrupts.enter(Vector.DB, Events.NO_CODE, cpu.rip, Interrupts.Kind.PRIVILEGED);
  }

  public static void iret(Cpu cpu, Insn insn) {
    cpu.returns.iret(insn.bits());
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
    var unused = cpu.flagLoad.interrupts(false);
  }

  /** Interrupts stay off for one more instruction if they were off. */
  public static void sti(Cpu cpu, Insn insn) {
    if (cpu.flagLoad.interrupts(true)) {
      cpu.events.stiShadow(true);
      cpu.leaveBlock();
    }
  }
}
