package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Relation;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Comparisons of numbers: into masks, and into flags. */
public final class SseCompare {
  private SseCompare() {}

  public static void define(Forms f) {
    f.whole("0F C2 /r ib    | CMPPS xmm1, xmm2/m128, imm8u | np SSE", packed(Format.SINGLE));
    f.whole("66 0F C2 /r ib | CMPPD xmm1, xmm2/m128, imm8u | SSE2", packed(Format.DOUBLE));
    f.whole("F3 0F C2 /r ib | CMPSS xmm1, xmm2/m32, imm8u | SSE", scalar(Format.SINGLE));
    f.whole("F2 0F C2 /r ib | CMPSD xmm1, xmm2/m64, imm8u | SSE2", scalar(Format.DOUBLE));
    f.whole("0F 2E /r    | UCOMISS xmm1, xmm2/m32 | np SSE", flags(Format.SINGLE, false));
    f.whole("66 0F 2E /r | UCOMISD xmm1, xmm2/m64 | SSE2", flags(Format.DOUBLE, false));
    f.whole("0F 2F /r    | COMISS xmm1, xmm2/m32 | np SSE", flags(Format.SINGLE, true));
    f.whole("66 0F 2F /r | COMISD xmm1, xmm2/m64 | SSE2", flags(Format.DOUBLE, true));
  }

  private static Semantics.Action packed(Format f) {
    return chosen(two -> Floats.packed(f, two));
  }

  private static Semantics.Action scalar(Format f) {
    return chosen(two -> Floats.scalar(f, two));
  }

  /** One action for each predicate, by the low three bits of the immediate. */
  private static Semantics.Action chosen(Function<Floats.Two, Semantics.Action> shape) {
    List<Semantics.Action> actions =
        IntStream.range(0, 8).mapToObj(SseCompare::predicate).map(shape).toList();
    return (cpu, insn) -> actions.get((int) insn.immediate() & 7).run(cpu, insn);
  }

  /** EQ, LT, LE, UNORD and their opposites (SDM vol. 2, table 3-1): LT and LE refuse every NaN. */
  private static Floats.Two predicate(int which) {
    boolean signaling = (which & 3) == 1 || (which & 3) == 2;
    return (x, f, a, b) -> {
      Relation relation = x.compare(f, a, b, signaling);
      boolean holds =
          switch (which & 3) {
            case 0 -> relation == Relation.EQUAL;
            case 1 -> relation == Relation.LESS;
            case 2 -> relation == Relation.LESS || relation == Relation.EQUAL;
            default -> relation == Relation.UNORDERED;
          };
      return holds != which > 3 ? -1L >>> 64 - f.bits() : 0;
    };
  }

  private static Semantics.Action flags(Format f, boolean signaling) {
    return (cpu, insn) -> {
      long b = Xmm.source(cpu, insn)[0];
      long a = Xmm.low(cpu, insn.reg());
      Relation relation =
          Floats.start(cpu).compare(f, Floats.low(f, a), Floats.low(f, b), signaling);
      Floats.finish(cpu);
      set(cpu, relation);
    };
  }

  private static void set(Cpu cpu, Relation relation) {
    cpu.flags.setArithmetic(
        switch (relation) {
          case LESS -> Flags.CF;
          case EQUAL -> Flags.ZF;
          case GREATER -> 0;
          case UNORDERED -> Flags.CF | Flags.ZF | Flags.PF;
        });
  }
}
