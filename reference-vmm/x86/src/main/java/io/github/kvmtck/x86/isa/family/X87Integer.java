package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Integers and packed decimals between memory and the x87 stack. */
public final class X87Integer {
  private static final long DECIMAL_END = 1_000_000_000_000_000_000L;
  private static final long DECIMAL_INDEFINITE = 0xc000_0000_0000_0000L;
  private static final int DECIMAL_INDEFINITE_SIGN = 0xffff;
  private static final int DIGITS = 18;

  private X87Integer() {}

  public static void define(Forms f) {
    f.whole("DF /0  | FILD m16int | FPU", X87Integer::fild);
    f.whole("DB /0  | FILD m32int | FPU", X87Integer::fild);
    f.whole("DF /5  | FILD m64int | FPU", X87Integer::fild);
    f.whole("DF /2  | FIST m16int | FPU", store(false, false));
    f.whole("DB /2  | FIST m32int | FPU", store(false, false));
    f.whole("DF /3  | FISTP m16int | FPU", store(false, true));
    f.whole("DB /3  | FISTP m32int | FPU", store(false, true));
    f.whole("DF /7  | FISTP m64int | FPU", store(false, true));
    f.whole("DF /1  | FISTTP m16int | SSE3 FPU", store(true, true));
    f.whole("DB /1  | FISTTP m32int | SSE3 FPU", store(true, true));
    f.whole("DD /1  | FISTTP m64int | SSE3 FPU", store(true, true));
    f.whole("DF /4  | FBLD m80bcd | FPU", X87Integer::fbld);
    f.whole("DF /6  | FBSTP m80bcd | FPU", X87Integer::fbstp);
  }

  public static void fild(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    long bits = X87.load(cpu, insn);
    Fpu fpu = X87.begin(cpu, insn);
    if (X87.room(fpu)) {
      X87.unpack(insn, bits, fpu.first);
      fpu.push();
      fpu.put(0, fpu.first);
    }
  }

  private static Semantics.Action store(boolean truncate, boolean pop) {
    return (cpu, insn) -> {
      X87.waiting(cpu);
      Fpu fpu = cpu.fpu;
      fpu.start();
      int bits = insn.form().operands().getFirst().bits(0);
      if (fpu.empty(0)) {
        X87.storeUnderflow(cpu, insn, -1L << bits - 1, pop);
        return;
      }
      fpu.unpack(0, fpu.first);
      Rounding rounding = truncate ? Rounding.TO_ZERO : fpu.rounding();
      X87.store(cpu, insn, fpu.arithmetic.toInteger(fpu.first, bits, rounding), pop);
    };
  }

  /** Eighteen decimal digits and a sign. Digits above nine count as what they say. */
  public static void fbld(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    long at = insn.address(cpu);
    long digits = cpu.memory.load64(insn.segment(), at);
    int top = (int) cpu.memory.load16(insn.segment(), at + 8);
    Fpu fpu = X87.begin(cpu, insn);
    if (X87.room(fpu)) {
      long magnitude = 0;
      for (int i = DIGITS - 1; i >= 0; i--) {
        long digit = i < 16 ? digits >>> 4 * i & 15 : top >>> 4 * (i - 16) & 15;
        magnitude = magnitude * 10 + digit;
      }
      fpu.first.unpack(magnitude);
      fpu.push();
      fpu.put(0, fpu.first.signExponent() | top & 0x8000, fpu.first.extendedSignificand());
    }
  }

  public static void fbstp(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    Fpu fpu = cpu.fpu;
    fpu.start();
    boolean empty = fpu.empty(0);
    fpu.unpack(0, fpu.first);
    long magnitude = 0;
    if (!empty) {
      magnitude = Math.abs(fpu.arithmetic.toInteger(fpu.first, 64, fpu.rounding()));
      if (magnitude < 0 || magnitude >= DECIMAL_END) {
        fpu.start();
        fpu.arithmetic.context.raise(Context.IE);
      }
    }
    boolean indefinite = empty || (fpu.arithmetic.context.flags() & Context.IE) != 0;
    long low = indefinite ? DECIMAL_INDEFINITE : decimal(magnitude, 16);
    int sign = fpu.first.negative() ? 0x8000 : 0;
    long high =
        indefinite
            ? DECIMAL_INDEFINITE_SIGN
            : decimal(magnitude / 10_000_000_000_000_000L, 2) | sign;
    boolean stores = !indefinite || (fpu.controlWord() & Context.IE) != 0;
    X87.writeExtended(cpu, insn, (int) high, low, stores);
    X87.note(cpu, insn);
    if (empty ? X87.underflow(fpu) : X87.finish(fpu)) {
      fpu.pop();
    }
  }

  private static long decimal(long value, int digits) {
    long packed = 0;
    long left = value;
    for (int i = 0; i < digits; i++) {
      packed |= left % 10 << 4 * i;
      left /= 10;
    }
    return packed;
  }
}
