package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Relation;
import io.github.kvmtck.x86.isa.Forms;

/** Arithmetic on packed and scalar numbers. */
public final class SseArithmetic {
  private SseArithmetic() {}

  public static void define(Forms f) {
    four(f, 0x51, "SQRT", (x, format, a, b) -> x.root(format, b));
    four(f, 0x58, "ADD", Arithmetic::add);
    four(f, 0x59, "MUL", Arithmetic::multiply);
    four(f, 0x5c, "SUB", Arithmetic::subtract);
    four(f, 0x5d, "MIN", (x, format, a, b) -> chosen(x, format, a, b, Relation.LESS));
    four(f, 0x5e, "DIV", Arithmetic::divide);
    four(f, 0x5f, "MAX", (x, format, a, b) -> chosen(x, format, a, b, Relation.GREATER));
  }

  private static void four(Forms f, int opcode, String name, Floats.Two op) {
    f.whole(
        "0F %02X /r | %sPS xmm1, xmm2/m128 | np SSE".formatted(opcode, name),
        Floats.packed(Format.SINGLE, op));
    f.whole(
        "66 0F %02X /r | %sPD xmm1, xmm2/m128 | SSE2".formatted(opcode, name),
        Floats.packed(Format.DOUBLE, op));
    f.whole(
        "F3 0F %02X /r | %sSS xmm1, xmm2/m32 | SSE".formatted(opcode, name),
        Floats.scalar(Format.SINGLE, op));
    f.whole(
        "F2 0F %02X /r | %sSD xmm1, xmm2/m64 | SSE2".formatted(opcode, name),
        Floats.scalar(Format.DOUBLE, op));
  }

  /** The first where it compares so, else the second: also of NaNs and of two zeroes. */
  private static long chosen(Arithmetic x, Format f, long a, long b, Relation wanted) {
    return x.operand(f, x.compare(f, a, b, true) == wanted ? a : b);
  }
}
