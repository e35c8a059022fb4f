package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Relation;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Comparisons into condition codes or RFLAGS, and FXAM (SDM vol. 1, 8.3.6). */
public final class X87Compare {
  private static final int CODES = Fpu.C0 | Fpu.C2 | Fpu.C3;
  private static final int FLAGS = Flags.ZF | Flags.PF | Flags.CF;

  private X87Compare() {}

  public static void define(Forms f) {
    f.whole("D8 /2  | FCOM m32fp | FPU", memory(0));
    f.whole("DC /2  | FCOM m64fp | FPU", memory(0));
    f.whole("D8 /3  | FCOMP m32fp | FPU", memory(1));
    f.whole("DC /3  | FCOMP m64fp | FPU", memory(1));
    f.whole("DE /2  | FICOM m16int | FPU", memory(0));
    f.whole("DA /2  | FICOM m32int | FPU", memory(0));
    f.whole("DE /3  | FICOMP m16int | FPU", memory(1));
    f.whole("DA /3  | FICOMP m32int | FPU", memory(1));
    f.whole("D8 /2  | FCOM ST(i) | FPU", register(true, 0));
    f.whole("D8 /3  | FCOMP ST(i) | FPU", register(true, 1));
    f.whole("DC /2  | FCOM2 ST(i) | alias FPU", register(true, 0));
    f.whole("DC /3  | FCOMP3 ST(i) | alias FPU", register(true, 1));
    f.whole("DE /2  | FCOMP5 ST(i) | alias FPU", register(true, 1));
    f.whole("DE D9  | FCOMPP | FPU", register(true, 2));
    f.whole("DD /4  | FUCOM ST(i) | FPU", register(false, 0));
    f.whole("DD /5  | FUCOMP ST(i) | FPU", register(false, 1));
    f.whole("DA E9  | FUCOMPP | FPU", register(false, 2));
    f.whole("DB /6  | FCOMI ST, ST(i) | CMOV FPU", flags(true, 0));
    f.whole("DF /6  | FCOMIP ST, ST(i) | CMOV FPU", flags(true, 1));
    f.whole("DB /5  | FUCOMI ST, ST(i) | CMOV FPU", flags(false, 0));
    f.whole("DF /5  | FUCOMIP ST, ST(i) | CMOV FPU", flags(false, 1));
    f.whole("D9 E4  | FTST | FPU", X87Compare::ftst);
    f.whole("D9 E5  | FXAM | FPU", X87Compare::fxam);
  }

  private static Semantics.Action memory(int pops) {
    return (cpu, insn) -> {
      X87.waiting(cpu);
      long bits = X87.load(cpu, insn);
      Fpu fpu = X87.begin(cpu, insn);
      if (fpu.empty(0)) {
        underflow(fpu, pops);
        return;
      }
      X87.unpack(insn, bits, fpu.second);
      compare(fpu, true, pops);
    };
  }

  private static Semantics.Action register(boolean signaling, int pops) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      int st = insn.rm() & 7;
      if (fpu.empty(0) || fpu.empty(st)) {
        underflow(fpu, pops);
        return;
      }
      fpu.unpack(st, fpu.second);
      compare(fpu, signaling, pops);
    };
  }

  private static void compare(Fpu fpu, boolean signaling, int pops) {
    fpu.unpack(0, fpu.first);
    Relation relation = fpu.arithmetic.compare(fpu.first, fpu.second, signaling);
    if (X87.finish(fpu)) {
      fpu.conditions(CODES, codes(relation));
      pop(fpu, pops);
    }
  }

  private static void underflow(Fpu fpu, int pops) {
    if (X87.underflow(fpu)) {
      fpu.conditions(CODES, CODES);
      pop(fpu, pops);
    }
  }

  private static void pop(Fpu fpu, int times) {
    for (int i = 0; i < times; i++) {
      fpu.pop();
    }
  }

  private static int codes(Relation relation) {
    return switch (relation) {
      case GREATER -> 0;
      case LESS -> Fpu.C0;
      case EQUAL -> Fpu.C3;
      case UNORDERED -> CODES;
    };
  }

  /** The comparison with its result in ZF, PF and CF; OF, SF and AF become 0. */
  private static Semantics.Action flags(boolean signaling, int pops) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      int st = insn.rm() & 7;
      if (fpu.empty(0) || fpu.empty(st)) {
        if (X87.underflow(fpu)) {
          put(cpu, FLAGS);
          pop(fpu, pops);
        }
        return;
      }
      fpu.unpack(0, fpu.first);
      fpu.unpack(st, fpu.second);
      Relation relation = fpu.arithmetic.compare(fpu.first, fpu.second, signaling);
      if (X87.finish(fpu)) {
        put(cpu, flags(relation));
        pop(fpu, pops);
      }
    };
  }

  private static void put(Cpu cpu, int flags) {
    cpu.flags.set(cpu.flags.get() & ~(long) Flags.ARITHMETIC | flags);
  }

  private static int flags(Relation relation) {
    return switch (relation) {
      case GREATER -> 0;
      case LESS -> Flags.CF;
      case EQUAL -> Flags.ZF;
      case UNORDERED -> FLAGS;
    };
  }

  public static void ftst(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    if (fpu.empty(0)) {
      underflow(fpu, 0);
      return;
    }
    fpu.second.setZero(false);
    compare(fpu, true, 0);
  }

  /** Says what ST(0) is, whatever it is (SDM vol. 2, table 3-43). */
  public static void fxam(Cpu cpu, Insn insn) {
    Fpu fpu = X87.registers(cpu, insn);
    int sign = (fpu.signExponent(0) & 0x8000) != 0 ? Fpu.C1 : 0;
    fpu.unpack(0, fpu.first);
    int kind =
        fpu.empty(0)
            ? Fpu.C3 | Fpu.C0
            : switch (fpu.first.kind()) {
              case UNSUPPORTED -> 0;
              case QUIET, SIGNALING -> Fpu.C0;
              case NORMAL -> Fpu.C2;
              case INFINITY -> Fpu.C2 | Fpu.C0;
              case ZERO -> Fpu.C3;
              case DENORMAL -> Fpu.C3 | Fpu.C2;
            };
    fpu.conditions(CODES | Fpu.C1, kind | sign);
  }
}
