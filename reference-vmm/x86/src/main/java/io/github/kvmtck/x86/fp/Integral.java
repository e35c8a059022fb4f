package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Integers out of numbers: in their format, or as two's complement. */
final class Integral {
  private Integral() {}

  /** {@code to} = {@code a} without its fraction. A denormal operand is not noted. */
  static void round(Context c, Unpacked a, Rounding rounding, Unpacked to) {
    if (Nans.decides(c, a, to)) {
      return;
    }
    if (!a.isFinite() || a.kind == Kind.ZERO || a.exponent >= 63) {
      to.set(a);
      return;
    }
    long whole = magnitude(c, a, rounding);
    if (whole == 0) {
      to.setZero(a.negative);
    } else {
      to.magnitude(a.negative, whole, 63);
    }
  }

  /**
   * The integer nearest in the rounding mode.
   *
   * @param bits 16, 32 or 64
   * @return sign-extended; the integer indefinite where it is invalid (SDM vol. 1, 4.8.3.7)
   */
  static long toInteger(Context c, Unpacked a, int bits, Rounding rounding) {
    long indefinite = -1L << bits - 1;
    if (a.kind == Kind.ZERO) {
      return 0;
    }
    if (!a.isFinite() || a.exponent >= 64) {
      c.raise(Context.IE);
      return indefinite;
    }
    int before = c.flags();
    long whole = magnitude(c, a, rounding);
    long most = a.negative ? indefinite : ~indefinite;
    boolean fits =
        a.negative
            ? Long.compareUnsigned(whole, -most) <= 0
            : Long.compareUnsigned(whole, most) <= 0;
    if (!fits) {
      c.withdraw(before);
      c.raise(Context.IE);
      return indefinite;
    }
    return a.negative ? -whole : whole;
  }

  /** The magnitude of a number below 2^64 as an unsigned integer. */
  private static long magnitude(Context c, Unpacked a, Rounding rounding) {
    int by = 63 - a.exponent;
    long whole = Wide.high(a.significand, by);
    long rest = Wide.low(a.significand, 0, by);
    boolean grows = rounding.grows(a.negative, (whole & 1) != 0, rest);
    c.rounded(rest != 0, grows);
    return grows ? whole + 1 : whole;
  }
}
