package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Control of the x87 (SDM vol. 1, 8.3.11). Those with N in their names look at no exception. */
public final class X87Control {
  private static final int FLAGS = 0x80ff;

  private X87Control() {}

  public static void define(Forms f) {
    f.whole("9B    | FWAIT | FPU", X87Control::fwait);
    f.whole("DB E2 | FNCLEX | FPU", X87Control::fnclex);
    f.whole("DB E3 | FNINIT | FPU", X87Control::fninit);
    f.whole("D9 /5 | FLDCW m16 | FPU", X87Control::fldcw);
    f.set("D9 /7   | FNSTCW m16 | FPU", X87Control::fnstcw);
    f.set("DD /7   | FNSTSW m16 | FPU", X87Control::fnstsw);
    f.whole("DF E0 | FNSTSW AX | FPU", X87Control::fnstswAx);
    f.whole("D9 D0 | FNOP | FPU", X87Control::fnop);
    f.whole("D9 F6 | FDECSTP | FPU", X87Control::fdecstp);
    f.whole("D9 F7 | FINCSTP | FPU", X87Control::fincstp);
    f.whole("DD /0 | FFREE ST(i) | FPU", X87Control::ffree);
    f.whole("DF /0 | FFREEP ST(i) | FPU", X87Control::ffreep);
    // What only the 8087 and the 80287 did something for.
    f.whole("DB E0 | FNENI | FPU", X87Control::nothing);
    f.whole("DB E1 | FNDISI | FPU", X87Control::nothing);
    f.whole("DB E4 | FNSETPM | FPU", X87Control::nothing);
  }

  /** WAIT looks at TS only where MP is set. */
  public static void fwait(Cpu cpu, Insn insn) {
    long both = Control.CR0_MP | Control.CR0_TS;
    if ((cpu.control.cr0() & both) == both) {
      throw cpu.fault(Vector.NM);
    }
    if (cpu.fpu.exceptionWaits()) {
      throw cpu.fault(Vector.MF);
    }
  }

  public static void nothing(Cpu cpu, Insn insn) {
    X87.available(cpu);
  }

  public static void fninit(Cpu cpu, Insn insn) {
    X87.available(cpu);
    cpu.fpu.init();
  }

  public static void fnclex(Cpu cpu, Insn insn) {
    X87.available(cpu);
    cpu.fpu.statusWord(cpu.fpu.statusWord() & ~FLAGS);
  }

  public static void fldcw(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    cpu.fpu.controlWord((int) Values.read(cpu, insn, 0));
  }

  public static long fnstcw(Cpu cpu, Insn insn) {
    X87.available(cpu);
    return cpu.fpu.controlWord();
  }

  public static long fnstsw(Cpu cpu, Insn insn) {
    X87.available(cpu);
    return cpu.fpu.statusWord();
  }

  public static void fnstswAx(Cpu cpu, Insn insn) {
    X87.available(cpu);
    cpu.put16(Gpr.RAX, cpu.fpu.statusWord());
  }

  public static void fnop(Cpu cpu, Insn insn) {
    var unused = X87.registers(cpu, insn);
  }

  public static void fdecstp(Cpu cpu, Insn insn) {
    turn(X87.registers(cpu, insn), -1);
  }

  public static void fincstp(Cpu cpu, Insn insn) {
    turn(X87.registers(cpu, insn), 1);
  }

  private static void turn(Fpu fpu, int by) {
    fpu.top(fpu.top() + by);
    fpu.conditions(Fpu.C1, 0);
  }

  public static void ffree(Cpu cpu, Insn insn) {
    free(X87.registers(cpu, insn), insn);
  }

  public static void ffreep(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    free(fpu, insn);
    fpu.pop();
  }

  private static void free(Fpu fpu, Insn insn) {
    fpu.conditions(Fpu.C1, 0);
    fpu.free(insn.rm() & 7);
  }
}
