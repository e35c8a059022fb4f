package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.isa.Semantics;

/** Floating point of SSE: MXCSR says how to compute, flags gather there, #XM if not masked. */
final class Floats {
  /** MXCSR.DAZ. */
  private static final int DENORMALS_ARE_ZERO = 1 << 6;

  /** MXCSR.FTZ. */
  private static final int FLUSH_TO_ZERO = 1 << 15;

  private static final int MASKS = 7;
  private static final int ROUNDING = 13;

  /** Exceptions that operands alone decide. */
  private static final int BEFORE = Context.IE | Context.DE | Context.ZE;

  private Floats() {}

  /** A number from two numbers; bits in the low end. */
  interface Two {
    long apply(Arithmetic x, Format f, long a, long b);
  }

  /** Arithmetic set up as MXCSR says. */
  static Arithmetic start(Cpu cpu) {
    int mxcsr = cpu.vectors.mxcsr();
    Context context = cpu.vectors.floats.context;
    context.start(rounding(cpu), mxcsr >> MASKS & Context.ALL);
    context.zeroes((mxcsr & FLUSH_TO_ZERO) != 0, (mxcsr & DENORMALS_ARE_ZERO) != 0);
    return cpu.vectors.floats;
  }

  static Rounding rounding(Cpu cpu) {
    return Rounding.of(cpu.vectors.mxcsr() >> ROUNDING);
  }

  /** Sets flags in MXCSR; #XM, or #UD without OSXMMEXCPT, where one is not masked. */
  static void finish(Cpu cpu) {
    finish(cpu, Context.ALL);
  }

  /**
   * The same of some exceptions. Nothing is computed where one that comes before the computation is
   * not masked, of whichever number: then none that comes after it is told (SDM vol. 1, 11.5.4).
   */
  static void finish(Cpu cpu, int counting) {
    Context context = cpu.vectors.floats.context;
    int told = (context.unmasked() & BEFORE) != 0 ? counting & BEFORE : counting;
    cpu.vectors.mxcsr(cpu.vectors.mxcsr() | context.flags() & told);
    if ((context.unmasked() & told) != 0) {
      boolean enabled = (cpu.control.cr4() & Control.CR4_OSXMMEXCPT) != 0;
      throw cpu.fault(enabled ? Vector.XM : Vector.UD);
    }
  }

  /** Every number of the first operand with that of the second. */
  static Semantics.Action packed(Format f, Two op) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      Arithmetic x = start(cpu);
      long low = quad(x, f, op, Xmm.low(cpu, to), b[0]);
      long high = quad(x, f, op, Xmm.high(cpu, to), b[1]);
      finish(cpu);
      Xmm.put(cpu, to, low, high);
    };
  }

  /** The lowest numbers; the others stay. */
  static Semantics.Action scalar(Format f, Two op) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      Arithmetic x = start(cpu);
      long value = op.apply(x, f, low(f, Xmm.low(cpu, insn.reg())), low(f, b[0]));
      finish(cpu);
      Xmm.insert(cpu, insn.reg(), f.bits(), 0, value);
    };
  }

  /** The numbers of a quadword. */
  static long quad(Arithmetic x, Format f, Two op, long a, long b) {
    if (f == Format.DOUBLE) {
      return op.apply(x, f, a, b);
    }
    long low = op.apply(x, f, low(f, a), low(f, b));
    return low | op.apply(x, f, a >>> 32, b >>> 32) << 32;
  }

  /** The lower number of a quadword. */
  static long low(Format f, long quad) {
    return f == Format.DOUBLE ? quad : quad & 0xffff_ffffL;
  }
}
