package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.List;

/** Moves of floating-point numbers between memory and the x87 stack, and inside it. */
public final class X87Load {
  /** Where B, E, BE, and U, which is P, stand among the conditions. */
  private static final int[] NUMBERS = {2, 4, 6, 10};

  private X87Load() {}

  public static void define(Forms f) {
    f.whole("D9 /0  | FLD m32fp | FPU", X87Load::fld);
    f.whole("DD /0  | FLD m64fp | FPU", X87Load::fld);
    f.whole("DB /5  | FLD m80fp | FPU", X87Load::fldExtended);
    f.whole("D9 /0  | FLD ST(i) | FPU", X87Load::fldRegister);
    f.whole("D9 /2  | FST m32fp | FPU", store(Format.SINGLE, false));
    f.whole("DD /2  | FST m64fp | FPU", store(Format.DOUBLE, false));
    f.whole("D9 /3  | FSTP m32fp | FPU", store(Format.SINGLE, true));
    f.whole("DD /3  | FSTP m64fp | FPU", store(Format.DOUBLE, true));
    f.whole("DB /7  | FSTP m80fp | FPU", X87Load::fstpExtended);
    f.whole("DD /2  | FST ST(i) | FPU", register(false));
    f.whole("DD /3  | FSTP ST(i) | FPU", register(true));
    f.whole("D9 /3  | FSTP1 ST(i) | alias FPU", X87Load::fstp1);
    f.whole("DF /2  | FSTP8 ST(i) | alias FPU", register(true));
    f.whole("DF /3  | FSTP9 ST(i) | alias FPU", register(true));
    f.whole("D9 /1  | FXCH ST(i) | FPU", X87Load::fxch);
    f.whole("DD /1  | FXCH4 ST(i) | alias FPU", X87Load::fxch);
    f.whole("DF /1  | FXCH7 ST(i) | alias FPU", X87Load::fxch);
    for (int i = 0; i < 4; i++) {
      String condition = List.of("B", "E", "BE", "U").get(i);
      f.whole("DA /%d | FCMOV%s ST, ST(i) | CMOV FPU".formatted(i, condition), fcmov(NUMBERS[i]));
      f.whole(
          "DB /%d | FCMOVN%s ST, ST(i) | CMOV FPU".formatted(i, condition), fcmov(NUMBERS[i] + 1));
    }
  }

  public static void fld(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    long bits = X87.load(cpu, insn);
    Fpu fpu = X87.begin(cpu, insn);
    if (!X87.room(fpu)) {
      return;
    }
    X87.unpack(insn, bits, fpu.first);
    fpu.arithmetic.context.denormal(fpu.first);
    fpu.arithmetic.convert(Format.EXTENDED, fpu.first, fpu.result);
    X87.finish(fpu);
    // A denormal operand is loaded even where it is an exception that is not masked.
    if ((fpu.arithmetic.context.unmasked() & Context.IE) == 0) {
      fpu.push();
      fpu.put(0, fpu.result);
    }
  }

  /** The extended format is loaded as it is, with no exception for what it holds. */
  public static void fldExtended(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    long at = insn.address(cpu);
    long significand = cpu.memory.load64(insn.segment(), at);
    int signExponent = (int) cpu.memory.load16(insn.segment(), at + 8);
    Fpu fpu = X87.begin(cpu, insn);
    if (X87.room(fpu)) {
      fpu.push();
      fpu.put(0, signExponent, significand);
    }
  }

  public static void fldRegister(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    int st = insn.rm() & 7;
    if (fpu.empty(st)) {
      if (X87.underflow(fpu)) {
        fpu.push();
        X87.indefinite(fpu, 0);
      }
    } else if (X87.room(fpu)) {
      int signExponent = fpu.signExponent(st);
      long significand = fpu.significand(st);
      fpu.push();
      fpu.put(0, signExponent, significand);
    }
  }

  private static Semantics.Action store(Format format, boolean pop) {
    return (cpu, insn) -> {
      X87.waiting(cpu);
      Fpu fpu = cpu.fpu;
      fpu.start();
      if (fpu.empty(0)) {
        fpu.result.setIndefinite();
        X87.storeUnderflow(cpu, insn, fpu.result.pack(format), pop);
        return;
      }
      fpu.unpack(0, fpu.first);
      fpu.arithmetic.convert(format, fpu.first, fpu.result);
      X87.store(cpu, insn, fpu.result.pack(format), pop);
    };
  }

  public static void fstpExtended(Cpu cpu, Insn insn) {
    X87.waiting(cpu);
    Fpu fpu = cpu.fpu;
    boolean empty = fpu.empty(0);
    boolean stores = !empty || (fpu.controlWord() & Context.IE) != 0;
    int signExponent = empty ? 0xffff : fpu.signExponent(0);
    long significand = empty ? X87.INDEFINITE : fpu.significand(0);
    X87.writeExtended(cpu, insn, signExponent, significand, stores);
    X87.note(cpu, insn);
    fpu.conditions(Fpu.C1, 0);
    if (!empty || X87.underflow(fpu)) {
      fpu.pop();
    }
  }

  private static Semantics.Action register(boolean pop) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      int st = insn.rm() & 7;
      fpu.conditions(Fpu.C1, 0);
      if (!fpu.empty(0)) {
        fpu.put(st, fpu.signExponent(0), fpu.significand(0));
      } else if (X87.underflow(fpu)) {
        X87.indefinite(fpu, st);
      } else {
        return;
      }
      if (pop) {
        fpu.pop();
      }
    };
  }

  /** Of all the ways to encode FSTP the one that finds no fault with an empty register. */
  public static void fstp1(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    fpu.conditions(Fpu.C1, 0);
    if (!fpu.empty(0)) {
      fpu.put(insn.rm() & 7, fpu.signExponent(0), fpu.significand(0));
    }
    fpu.pop();
  }

  public static void fxch(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    int st = insn.rm() & 7;
    fpu.conditions(Fpu.C1, 0);
    boolean first = fpu.empty(0);
    boolean second = fpu.empty(st);
    if (first || second) {
      if (!X87.underflow(fpu)) {
        return;
      }
      if (first) {
        X87.indefinite(fpu, 0);
      }
      if (second) {
        X87.indefinite(fpu, st);
      }
    }
    int signExponent = fpu.signExponent(0);
    long significand = fpu.significand(0);
    fpu.put(0, fpu.signExponent(st), fpu.significand(st));
    fpu.put(st, signExponent, significand);
  }

  private static Semantics.Action fcmov(int condition) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      int st = insn.rm() & 7;
      if (fpu.empty(0) || fpu.empty(st)) {
        if (X87.underflow(fpu)) {
          X87.indefinite(fpu, 0);
        }
      } else if (cpu.flags.test(condition)) {
        fpu.put(0, fpu.signExponent(st), fpu.significand(st));
      }
    };
  }
}
