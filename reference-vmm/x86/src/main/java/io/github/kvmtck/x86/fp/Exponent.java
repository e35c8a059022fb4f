package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Exponents apart: FSCALE and FXTRACT. */
final class Exponent {
  /** Beyond this every number overflows or underflows, even with a moved exponent. */
  private static final int MOST = 0x1_0000;

  private Exponent() {}

  /** {@code to} = {@code a} × 2^{@code b}, {@code b} truncated to an integer. */
  static void scale(Context c, Unpacked a, Unpacked b, Unpacked to) {
    if (Nans.decides(c, a, b, to)) {
      return;
    }
    boolean grows = b.kind == Kind.INFINITY && !b.negative;
    boolean shrinks = b.kind == Kind.INFINITY && b.negative;
    if (grows && a.kind == Kind.ZERO || shrinks && a.kind == Kind.INFINITY) {
      Nans.invalid(c, to);
    } else if (c.denormal(a, b)) {
      return;
    } else if (grows || a.kind == Kind.INFINITY) {
      to.setInfinity(a.negative);
    } else if (shrinks || a.kind == Kind.ZERO) {
      to.setZero(a.negative);
    } else {
      Rounder.round(
          c, Format.EXTENDED, a.negative, a.exponent + truncated(b), a.significand, 0, to);
      if (to.kind == Kind.NORMAL) {
        massive(c, a.negative, to);
      }
    }
  }

  private static int truncated(Unpacked b) {
    if (b.kind == Kind.ZERO || b.exponent < 0) {
      return 0;
    }
    int magnitude = b.exponent > 15 ? MOST : (int) (b.significand >>> 63 - b.exponent);
    return b.negative ? -magnitude : magnitude;
  }

  /** Even a moved exponent may not fit (SDM vol. 1, 8.5.4 and 8.5.5). */
  private static void massive(Context c, boolean negative, Unpacked to) {
    if (to.exponent > Format.EXTENDED.maxExponent()) {
      c.rounded(true, true);
      to.setInfinity(negative);
    } else if (to.exponent < Format.EXTENDED.minExponent()) {
      c.rounded(true, false);
      to.setZero(negative);
    }
  }

  /** Takes {@code a} into its exponent, as a number, and its significand between 1 and 2. */
  static void extract(Context c, Unpacked a, Unpacked exponent, Unpacked significand) {
    if (Nans.decides(c, a, significand)) {
      exponent.set(significand);
    } else if (a.kind == Kind.INFINITY) {
      exponent.setInfinity(false);
      significand.setInfinity(a.negative);
    } else if (a.kind == Kind.ZERO) {
      c.raise(Context.ZE);
      exponent.setInfinity(true);
      significand.setZero(a.negative);
    } else if (!c.denormal(a)) {
      exponent.unpack(a.exponent);
      significand.set(Kind.NORMAL, a.negative, 0, a.significand);
    }
  }
}
