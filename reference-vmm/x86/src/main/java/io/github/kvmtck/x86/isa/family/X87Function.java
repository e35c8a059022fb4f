package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Unpacked.Kind;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Functions of ST(0), and of ST(0) and ST(1), that have exact or correctly rounded results. */
public final class X87Function {
  private static final int SIGN = 0x8000;
  private static final int CODES = Fpu.C0 | Fpu.C1 | Fpu.C2 | Fpu.C3;

  private X87Function() {}

  public static void define(Forms f) {
    f.whole("D9 E0 | FCHS | FPU", X87Function::fchs);
    f.whole("D9 E1 | FABS | FPU", X87Function::fabs);
    f.whole("D9 FA | FSQRT | FPU", X87Function::fsqrt);
    f.whole("D9 FC | FRNDINT | FPU", X87Function::frndint);
    f.whole("D9 FD | FSCALE | FPU", X87Function::fscale);
    f.whole("D9 F4 | FXTRACT | FPU", X87Function::fxtract);
    f.whole("D9 F8 | FPREM | FPU", remainder(false));
    f.whole("D9 F5 | FPREM1 | FPU", remainder(true));
  }

  public static void fchs(Cpu cpu, Insn insn) {
    sign(X87.registers(cpu, insn), 0, SIGN);
  }

  public static void fabs(Cpu cpu, Insn insn) {
    sign(X87.registers(cpu, insn), SIGN, 0);
  }

  private static void sign(Fpu fpu, int clear, int flip) {
    fpu.conditions(Fpu.C1, 0);
    if (fpu.empty(0)) {
      X87.underflowed(fpu);
    } else {
      fpu.put(0, fpu.signExponent(0) & ~clear ^ flip, fpu.significand(0));
    }
  }

  public static void fsqrt(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (fpu.empty(0)) {
      X87.underflowed(fpu);
      return;
    }
    fpu.unpack(0, fpu.first);
    fpu.arithmetic.root(fpu.format(), fpu.first, fpu.result);
    X87.result(fpu);
  }

  public static void frndint(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (fpu.empty(0)) {
      X87.underflowed(fpu);
      return;
    }
    fpu.unpack(0, fpu.first);
    if (!fpu.arithmetic.context.denormal(fpu.first)) {
      fpu.arithmetic.integral(fpu.first, fpu.rounding(), fpu.result);
    }
    X87.result(fpu);
  }

  public static void fscale(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (fpu.empty(0) || fpu.empty(1)) {
      X87.underflowed(fpu);
      return;
    }
    fpu.unpack(0, fpu.first);
    fpu.unpack(1, fpu.second);
    fpu.arithmetic.scale(fpu.first, fpu.second, fpu.result);
    X87.result(fpu);
  }

  /** The exponent replaces ST(0), the significand is pushed. */
  public static void fxtract(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    boolean empty = fpu.empty(0);
    if (empty || !fpu.empty(7)) {
      if (empty ? X87.underflow(fpu) : X87.overflow(fpu)) {
        X87.indefinite(fpu, 0);
        fpu.push();
        X87.indefinite(fpu, 0);
      }
      return;
    }
    fpu.unpack(0, fpu.first);
    fpu.arithmetic.extract(fpu.first, fpu.second, fpu.result);
    if (X87.finish(fpu)) {
      fpu.put(0, fpu.second);
      fpu.push();
      fpu.put(0, fpu.result);
    }
  }

  private static Semantics.Action remainder(boolean nearest) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      if (fpu.empty(0) || fpu.empty(1)) {
        fpu.conditions(Fpu.C2, 0);
        X87.underflowed(fpu);
        return;
      }
      fpu.unpack(0, fpu.first);
      fpu.unpack(1, fpu.second);
      boolean divided = fpu.first.kind() != Kind.QUIET && fpu.second.kind() != Kind.QUIET;
      int quotient = fpu.arithmetic.remainder(fpu.first, fpu.second, nearest, fpu.result);
      divided &= (fpu.arithmetic.context.flags() & Context.IE) == 0;
      divided &= X87.result(fpu);
      fpu.conditions(divided ? CODES : Fpu.C1 | Fpu.C2, divided ? codes(quotient) : 0);
    };
  }

  /** C0, C3, C1: the low three bits of the quotient from the top; C2: not done yet. */
  private static int codes(int quotient) {
    if (quotient < 0) {
      return Fpu.C2;
    }
    return ((quotient & 4) != 0 ? Fpu.C0 : 0)
        | ((quotient & 2) != 0 ? Fpu.C3 : 0)
        | ((quotient & 1) != 0 ? Fpu.C1 : 0);
  }
}
