package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Transcendental;
import io.github.kvmtck.x86.fp.Unpacked;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Trigonometric, logarithmic and exponential functions (SDM vol. 1, 8.3.7 and 8.3.9). */
public final class X87Transcendental {
  private static final int ONE_EXPONENT = 0x3fff;

  /** A function of ST(0). */
  private interface One {
    void apply(Transcendental t, Unpacked a, Unpacked to);
  }

  /** A function of ST(0) and ST(1). */
  private interface Two {
    void apply(Transcendental t, Unpacked a, Unpacked b, Unpacked to);
  }

  private X87Transcendental() {}

  public static void define(Forms f) {
    f.whole("D9 F0 | F2XM1 | FPU", X87Transcendental::f2xm1);
    f.whole("D9 F1 | FYL2X | FPU", two(Transcendental::logarithm));
    f.whole("D9 F2 | FPTAN | FPU", X87Transcendental::fptan);
    f.whole("D9 F3 | FPATAN | FPU", two(Transcendental::arctangent));
    f.whole("D9 F9 | FYL2XP1 | FPU", two(Transcendental::logarithmPlusOne));
    f.whole("D9 FB | FSINCOS | FPU", X87Transcendental::fsincos);
    f.whole("D9 FE | FSIN | FPU", circular(Transcendental::sine));
    f.whole("D9 FF | FCOS | FPU", circular(Transcendental::cosine));
  }

  public static void f2xm1(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (fpu.empty(0)) {
      X87.underflowed(fpu);
      return;
    }
    fpu.unpack(0, fpu.first);
    fpu.arithmetic.transcendental.exponential(fpu.first, fpu.result);
    X87.result(fpu);
  }

  /** The result replaces both operands. */
  private static Semantics.Action two(Two of) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      if (fpu.empty(0) || fpu.empty(1)) {
        if (X87.underflow(fpu)) {
          X87.indefinite(fpu, 1);
          fpu.pop();
        }
        return;
      }
      fpu.unpack(0, fpu.first);
      fpu.unpack(1, fpu.second);
      of.apply(fpu.arithmetic.transcendental, fpu.first, fpu.second, fpu.result);
      if (X87.finish(fpu)) {
        fpu.put(1, fpu.result);
        fpu.pop();
      }
    };
  }

  private static Semantics.Action circular(One of) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      fpu.conditions(Fpu.C2, 0);
      if (fpu.empty(0)) {
        X87.underflowed(fpu);
        return;
      }
      fpu.unpack(0, fpu.first);
      if (incomplete(fpu)) {
        return;
      }
      of.apply(fpu.arithmetic.transcendental, fpu.first, fpu.result);
      X87.result(fpu);
    };
  }

  /** C2: the argument is too large, and stays as it is. */
  private static boolean incomplete(Fpu fpu) {
    boolean outside = Transcendental.outside(fpu.first);
    if (outside) {
      fpu.conditions(Fpu.C1 | Fpu.C2, Fpu.C2);
    }
    return outside;
  }

  /**
   * Whether there are an operand and room for a second result, and the operand is not too large.
   */
  private static boolean ready(Fpu fpu) {
    fpu.conditions(Fpu.C2, 0);
    boolean empty = fpu.empty(0);
    if (!empty && fpu.empty(7)) {
      fpu.unpack(0, fpu.first);
      return !incomplete(fpu);
    }
    if (empty ? X87.underflow(fpu) : X87.overflow(fpu)) {
      X87.indefinite(fpu, 0);
      fpu.push();
      X87.indefinite(fpu, 0);
    }
    return false;
  }

  /** The tangent, and behind it 1, as the 8087 had it: a ratio. */
  public static void fptan(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (!ready(fpu)) {
      return;
    }
    fpu.arithmetic.transcendental.tangent(fpu.first, fpu.result);
    if (X87.result(fpu)) {
      boolean nan = fpu.result.isNan();
      fpu.push();
      if (nan) {
        fpu.put(0, fpu.result);
      } else {
        fpu.put(0, ONE_EXPONENT, Long.MIN_VALUE);
      }
    }
  }

  public static void fsincos(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (!ready(fpu)) {
      return;
    }
    fpu.arithmetic.transcendental.cosine(fpu.first, fpu.second);
    fpu.arithmetic.transcendental.sine(fpu.first, fpu.result);
    if (X87.result(fpu)) {
      fpu.push();
      fpu.put(0, fpu.second);
    }
  }
}
