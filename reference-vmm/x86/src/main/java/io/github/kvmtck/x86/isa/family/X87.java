package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/**
 * The x87 environment that software probes for a coprocessor with. Every other escape opcode does
 * what it does where no coprocessor answers: nothing, or #NM if CR0 asks for it (SDM vol. 3, 2.5).
 */
public final class X87 {
  private X87() {}

  public static void define(Forms f) {
    f.whole("9B    | FWAIT", X87::fwait);
    f.whole("DB E2 | FNCLEX", X87::fnclex);
    f.whole("DB E3 | FNINIT", X87::fninit);
    f.whole("D9 /5 | FLDCW m16", X87::fldcw);
    f.set("D9 /7   | FNSTCW m16", X87::fnstcw);
    f.set("DD /7   | FNSTSW m16", X87::fnstsw);
    f.whole("DF E0 | FNSTSW AX", X87::fnstswAx);
    for (int n = 0; n < 8; n++) {
      for (int opcode = 0xd8; opcode <= 0xdf; opcode++) {
        escape(f, opcode, n);
      }
    }
  }

  private static void escape(Forms f, int opcode, int n) {
    boolean memory = !(opcode == 0xd9 && (n == 5 || n == 7) || opcode == 0xdd && n == 7);
    if (memory) {
      f.whole("%02X /%d | ESC m16 | alias".formatted(opcode, n), X87::escape);
    }
    boolean some = opcode == 0xdb && n == 4 || opcode == 0xdf && n == 4;
    if (!some) {
      f.whole("%02X /%d | ESC rm16 | alias".formatted(opcode, n), X87::escape);
    }
  }

  private static void available(Cpu cpu) {
    if ((cpu.control.cr0() & (Control.CR0_EM | Control.CR0_TS)) != 0) {
      throw cpu.fault(Vector.NM);
    }
  }

  public static void escape(Cpu cpu, Insn insn) {
    available(cpu);
  }

  /** WAIT looks at TS only where MP is set. */
  public static void fwait(Cpu cpu, Insn insn) {
    long both = Control.CR0_MP | Control.CR0_TS;
    if ((cpu.control.cr0() & both) == both) {
      throw cpu.fault(Vector.NM);
    }
  }

  public static void fninit(Cpu cpu, Insn insn) {
    available(cpu);
    cpu.vectors.init();
  }

  public static void fnclex(Cpu cpu, Insn insn) {
    available(cpu);
    cpu.vectors.statusWord(cpu.vectors.statusWord() & 0x7f00);
  }

  public static void fldcw(Cpu cpu, Insn insn) {
    available(cpu);
    cpu.vectors.controlWord((int) Values.read(cpu, insn, 0));
  }

  public static long fnstcw(Cpu cpu, Insn insn) {
    available(cpu);
    return cpu.vectors.controlWord();
  }

  public static long fnstsw(Cpu cpu, Insn insn) {
    available(cpu);
    return cpu.vectors.statusWord();
  }

  public static void fnstswAx(Cpu cpu, Insn insn) {
    available(cpu);
    cpu.put16(Gpr.RAX, cpu.vectors.statusWord());
  }
}
