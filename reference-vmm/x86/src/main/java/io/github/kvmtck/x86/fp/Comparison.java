package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Comparisons (SDM vol. 1, 8.3.6 and 4.8.3.5). */
final class Comparison {
  private Comparison() {}

  /**
   * Compares.
   *
   * @param signaling whether a quiet NaN is an invalid operand too: COMISS, FCOM; not UCOMISS,
   *     FUCOM
   */
  static Relation compare(Context c, Unpacked a, Unpacked b, boolean signaling) {
    boolean unsupported = a.kind == Kind.UNSUPPORTED || b.kind == Kind.UNSUPPORTED;
    if (unsupported || a.isNan() || b.isNan()) {
      boolean invalid = a.kind == Kind.SIGNALING || b.kind == Kind.SIGNALING;
      if (signaling || unsupported || invalid) {
        c.raise(Context.IE);
      }
      return Relation.UNORDERED;
    }
    c.denormal(a, b);
    if (a.kind == Kind.ZERO && b.kind == Kind.ZERO) {
      return Relation.EQUAL;
    }
    if (a.kind == Kind.ZERO) {
      return b.negative ? Relation.GREATER : Relation.LESS;
    }
    if (b.kind == Kind.ZERO || a.negative != b.negative) {
      return a.negative ? Relation.LESS : Relation.GREATER;
    }
    int order = magnitudes(a, b);
    if (order == 0) {
      return Relation.EQUAL;
    }
    return order < 0 == a.negative ? Relation.GREATER : Relation.LESS;
  }

  /** Compares what is not zero. */
  private static int magnitudes(Unpacked a, Unpacked b) {
    if (a.kind == Kind.INFINITY || b.kind == Kind.INFINITY) {
      return Boolean.compare(a.kind == Kind.INFINITY, b.kind == Kind.INFINITY);
    }
    return a.exponent != b.exponent
        ? Integer.compare(a.exponent, b.exponent)
        : Long.compareUnsigned(a.significand, b.significand);
  }
}
