package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Semantics;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Instructions on XMM registers, made from what happens to quadwords. */
final class Packed {
  private Packed() {}

  /** Each quadword by itself. */
  static Semantics.Action quads(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      long low = f.applyAsLong(Xmm.low(cpu, to), b[0]);
      Xmm.put(cpu, to, low, f.applyAsLong(Xmm.high(cpu, to), b[1]));
    };
  }

  /** The first operand makes the low quadword, the second the high one. */
  static Semantics.Action operands(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      long low = f.applyAsLong(Xmm.low(cpu, to), Xmm.high(cpu, to));
      Xmm.put(cpu, to, low, f.applyAsLong(b[0], b[1]));
    };
  }

  /** Both from the low quadwords. */
  static Semantics.Action lows(LongBinaryOperator low, LongBinaryOperator high) {
    return (cpu, insn) -> {
      long b = Xmm.source(cpu, insn)[0];
      long a = Xmm.low(cpu, insn.reg());
      Xmm.put(cpu, insn.reg(), low.applyAsLong(a, b), high.applyAsLong(a, b));
    };
  }

  /** Both from the high quadwords. */
  static Semantics.Action highs(LongBinaryOperator low, LongBinaryOperator high) {
    return (cpu, insn) -> {
      long b = Xmm.source(cpu, insn)[1];
      long a = Xmm.high(cpu, insn.reg());
      Xmm.put(cpu, insn.reg(), low.applyAsLong(a, b), high.applyAsLong(a, b));
    };
  }

  /** Each quadword and one count, the low quadword of the second operand. */
  static Semantics.Action counted(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long count = Xmm.source(cpu, insn)[0];
      int to = insn.reg();
      long low = f.applyAsLong(Xmm.low(cpu, to), count);
      Xmm.put(cpu, to, low, f.applyAsLong(Xmm.high(cpu, to), count));
    };
  }

  /** Each quadword of the register in ModRM.rm and the immediate. */
  static Semantics.Action immediate(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long[] a = Xmm.source(cpu, insn);
      long count = insn.immediate();
      long low = f.applyAsLong(a[0], count);
      Xmm.put(cpu, insn.rm(), low, f.applyAsLong(a[1], count));
    };
  }

  /** Both quadwords from the low quadword of the second operand. */
  static Semantics.Action widened(LongUnaryOperator low, LongUnaryOperator high) {
    return (cpu, insn) -> {
      long b = Xmm.source(cpu, insn)[0];
      Xmm.put(cpu, insn.reg(), low.applyAsLong(b), high.applyAsLong(b));
    };
  }
}
