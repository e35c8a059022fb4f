package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.isa.Forms;

/**
 * RCPPS and RSQRTPS: within 1.5 × 2^-12 of what is true (SDM vol. 2), processors differ. They look
 * at no rounding mode and set no flag; a denormal operand is a zero, and so is a tiny result.
 */
public final class SseApproximation {
  private static final int INFINITY = 0x7f80_0000;
  private static final int QUIET = 0x40_0000;
  private static final int INDEFINITE = 0xffc0_0000;
  private static final int SIGN = 1 << 31;

  /** Fraction bits that are kept. */
  private static final int DROPPED = 23 - 12;

  private SseApproximation() {}

  public static void define(Forms f) {
    Floats.Two reciprocal = (x, format, a, b) -> reciprocal((int) b) & 0xffff_ffffL;
    Floats.Two root = (x, format, a, b) -> reciprocalRoot((int) b) & 0xffff_ffffL;
    f.whole(
        "0F 53 /r    | RCPPS xmm1, xmm2/m128 | np SSE", Floats.packed(Format.SINGLE, reciprocal));
    f.whole("F3 0F 53 /r | RCPSS xmm1, xmm2/m32 | SSE", Floats.scalar(Format.SINGLE, reciprocal));
    f.whole("0F 52 /r    | RSQRTPS xmm1, xmm2/m128 | np SSE", Floats.packed(Format.SINGLE, root));
    f.whole("F3 0F 52 /r | RSQRTSS xmm1, xmm2/m32 | SSE", Floats.scalar(Format.SINGLE, root));
  }

  private static boolean isNan(int bits) {
    return (bits & ~SIGN) > INFINITY;
  }

  /** A denormal is a zero of its sign. */
  private static int flushed(int bits) {
    return (bits & INFINITY) == 0 ? bits & SIGN : bits;
  }

  /**
   * Rounded to the bits that are kept; what was tiny before that is zero. Around 2^126 a reciprocal
   * may be tiny or not (SDM vol. 2, RCPPS): that of 2^126 itself is.
   */
  private static int rounded(double value) {
    int bits = Float.floatToRawIntBits((float) value);
    return Math.abs(value) <= Float.MIN_NORMAL
        ? bits & SIGN
        : bits + (1 << DROPPED - 1) & -(1 << DROPPED);
  }

  private static int reciprocal(int bits) {
    int b = flushed(bits);
    return isNan(b) ? b | QUIET : rounded(1 / (double) Float.intBitsToFloat(b));
  }

  private static int reciprocalRoot(int bits) {
    int b = flushed(bits);
    if (isNan(b)) {
      return b | QUIET;
    }
    if (b < 0) {
      return b == SIGN ? SIGN | INFINITY : INDEFINITE;
    }
    return rounded(1 / Math.sqrt(Float.intBitsToFloat(b)));
  }
}
