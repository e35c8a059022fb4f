package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Unpacked;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;

/** Sums, products and quotients of the x87 (SDM vol. 1, 8.3.5). */
public final class X87Arith {
  /** One of {@link Arithmetic}. */
  private interface Operation {
    void apply(Arithmetic arithmetic, Format f, Unpacked a, Unpacked b, Unpacked to);
  }

  private X87Arith() {}

  public static void define(Forms f) {
    both(f, 0, "ADD", Arithmetic::add);
    both(f, 1, "MUL", Arithmetic::multiply);
    pair(f, 4, "SUB", Arithmetic::subtract);
    pair(f, 6, "DIV", Arithmetic::divide);
  }

  /** An operation that does not care which operand is first. */
  private static void both(Forms f, int n, String name, Operation of) {
    forms(f, n, n, name, of, false);
  }

  /** An operation and its reverse, whose digits are swapped where the result is not in ST(0). */
  private static void pair(Forms f, int n, String name, Operation of) {
    forms(f, n, n + 1, name, of, false);
    forms(f, n + 1, n, name + "R", of, true);
  }

  private static void forms(Forms f, int n, int other, String name, Operation of, boolean reverse) {
    Semantics.Action memory = memory(of, reverse);
    f.whole("D8 /%d | F%s m32fp | FPU".formatted(n, name), memory);
    f.whole("DC /%d | F%s m64fp | FPU".formatted(n, name), memory);
    f.whole("DA /%d | FI%s m32int | FPU".formatted(n, name), memory);
    f.whole("DE /%d | FI%s m16int | FPU".formatted(n, name), memory);
    f.whole("D8 /%d | F%s ST, ST(i) | FPU".formatted(n, name), register(of, reverse, false, false));
    f.whole(
        "DC /%d | F%s ST(i), ST | FPU".formatted(other, name), register(of, reverse, true, false));
    f.whole(
        "DE /%d | F%sP ST(i), ST | FPU".formatted(other, name), register(of, reverse, true, true));
  }

  private static Semantics.Action memory(Operation of, boolean reverse) {
    return (cpu, insn) -> {
      X87.waiting(cpu);
      long bits = X87.load(cpu, insn);
      Fpu fpu = X87.begin(cpu, insn);
      if (fpu.empty(0)) {
        underflow(fpu, 0, false);
        return;
      }
      X87.unpack(insn, bits, fpu.second);
      fpu.unpack(0, fpu.first);
      compute(fpu, of, reverse, 0, false);
    };
  }

  private static Semantics.Action register(
      Operation of, boolean reverse, boolean other, boolean pop) {
    return (cpu, insn) -> {
      Fpu fpu = X87.registers(cpu, insn);
      int st = insn.rm() & 7;
      if (fpu.empty(0) || fpu.empty(st)) {
        underflow(fpu, other ? st : 0, pop);
        return;
      }
      fpu.unpack(other ? st : 0, fpu.first);
      fpu.unpack(other ? 0 : st, fpu.second);
      compute(fpu, of, reverse, other ? st : 0, pop);
    };
  }

  private static void compute(Fpu fpu, Operation of, boolean reverse, int to, boolean pop) {
    Unpacked a = reverse ? fpu.second : fpu.first;
    Unpacked b = reverse ? fpu.first : fpu.second;
    of.apply(fpu.arithmetic, fpu.format(), a, b, fpu.result);
    if (X87.finish(fpu)) {
      fpu.put(to, fpu.result);
      if (pop) {
        fpu.pop();
      }
    }
  }

  private static void underflow(Fpu fpu, int to, boolean pop) {
    if (X87.underflow(fpu)) {
      X87.indefinite(fpu, to);
      if (pop) {
        fpu.pop();
      }
    }
  }
}
