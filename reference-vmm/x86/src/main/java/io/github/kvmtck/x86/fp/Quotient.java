package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Quotients. */
final class Quotient {
  private Quotient() {}

  /** {@code to} = {@code a} / {@code b}. */
  static void divide(Context c, Format f, Unpacked a, Unpacked b, Unpacked to) {
    if (Nans.decides(c, a, b, to)) {
      return;
    }
    boolean negative = a.negative ^ b.negative;
    if (a.kind == b.kind && (a.kind == Kind.ZERO || a.kind == Kind.INFINITY)) {
      Nans.invalid(c, to);
    } else if (b.kind == Kind.ZERO && a.isFinite()) {
      c.raise(Context.ZE);
      to.setInfinity(negative);
    } else if (c.denormal(a, b)) {
      return;
    } else if (a.kind == Kind.INFINITY) {
      to.setInfinity(negative);
    } else if (a.kind == Kind.ZERO || b.kind == Kind.INFINITY) {
      to.setZero(negative);
    } else {
      finite(c, f, a, b, negative, to);
    }
  }

  private static void finite(
      Context c, Format f, Unpacked a, Unpacked b, boolean negative, Unpacked to) {
    boolean less = Long.compareUnsigned(a.significand, b.significand) < 0;
    long high = less ? a.significand : a.significand >>> 1;
    long low = less ? 0 : a.significand << 63;
    long quotient = Wide.divide(high, low, b.significand);
    long remainder = low - quotient * b.significand;
    int exponent = a.exponent - b.exponent - (less ? 1 : 0);
    Rounder.round(c, f, negative, exponent, quotient, fraction(remainder, b.significand), to);
  }

  /** Stands for remainder / divisor where only what is below, at or above one half matters. */
  private static long fraction(long remainder, long divisor) {
    long left = divisor - remainder;
    int half = Long.compareUnsigned(remainder, left);
    return half > 0 ? -1 : half == 0 ? Unpacked.TOP : Wide.sticky(remainder);
  }
}
