package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** 2^x - 1 for x between -1 and 1 (SDM vol. 2, F2XM1). */
final class Exponential {
  /** 0.694^n / n! is below 2^-128 from here on. */
  private static final int TERMS = 36;

  private static final Precise LN_2 =
      new Precise(-1, 0xb172_17f7_d1cf_79abL, 0xc9e3_b398_03f2_f6afL);

  private static final Precise ONE = new Precise(0, Unpacked.TOP, 0);

  private final Precise y = new Precise();
  private final Precise sum = new Precise();

  /**
   * {@code to} = 2^{@code a} - 1; beyond the range {@code a} itself, as AMD's processors have it.
   */
  void compute(Context c, Unpacked a, Unpacked to) {
    if (Nans.decides(c, a, to)) {
      return;
    }
    if (a.kind == Kind.INFINITY) {
      if (a.negative) {
        to.set(Kind.NORMAL, true, 0, Unpacked.TOP);
      } else {
        to.setInfinity(false);
      }
    } else if (c.denormal(a)) {
      return;
    } else if (a.kind == Kind.ZERO) {
      to.setZero(a.negative);
    } else if (a.exponent >= 0) {
      c.raise(Context.PE);
      outside(a, to);
    } else {
      finite(c, a, to);
    }
  }

  private static void outside(Unpacked a, Unpacked to) {
    boolean minusOne = a.negative && a.exponent == 0 && a.significand == Unpacked.TOP;
    to.set(Kind.NORMAL, a.negative, minusOne ? -1 : a.exponent, a.significand);
  }

  /** e^y - 1 = y (1 + y/2 (1 + y/3 (…))), y = x ln 2. */
  private void finite(Context c, Unpacked a, Unpacked to) {
    y.set(a);
    y.multiply(y, LN_2);
    sum.set(1);
    for (int n = TERMS; n >= 2; n--) {
      sum.multiply(sum, y);
      sum.divide(n);
      sum.add(sum, ONE);
    }
    sum.multiply(sum, y);
    sum.round(c, false, to);
  }
}
