package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** y log2(x) and y log2(x + 1) (SDM vol. 2, FYL2X and FYL2XP1). */
final class Logarithm {
  /** 0.1716^(2n+1) / (2n+1) is below 2^-130 from here on. */
  private static final int TERMS = 26;

  /** 2 / ln 2. */
  private static final Precise TWO_BY_LN_2 =
      new Precise(1, 0xb8aa_3b29_5c17_f0bbL, 0xbe87_fed0_691d_3e88L);

  private static final Precise ONE = new Precise(0, Unpacked.TOP, 0);
  private static final long ROOT_2 = 0xb504_f333_f9de_6484L;

  private final Precise x = new Precise();
  private final Precise z = new Precise();
  private final Precise square = new Precise();
  private final Precise sum = new Precise();
  private final Precise term = new Precise();

  /** {@code to} = {@code y} × log2({@code a}). */
  void compute(Context c, Unpacked a, Unpacked y, Unpacked to) {
    if (Nans.decides(c, a, y, to)) {
      return;
    }
    boolean one =
        a.isFinite() && a.kind != Kind.ZERO && a.exponent == 0 && a.significand == Unpacked.TOP;
    boolean below = a.kind == Kind.ZERO || a.isFinite() && a.exponent < 0;
    boolean invalid =
        a.negative && a.kind != Kind.ZERO
            || a.kind == Kind.ZERO && y.kind == Kind.ZERO
            || a.kind == Kind.INFINITY && y.kind == Kind.ZERO
            || one && y.kind == Kind.INFINITY;
    if (invalid) {
      Nans.invalid(c, to);
    } else if (a.kind == Kind.ZERO && y.isFinite()) {
      c.raise(Context.ZE);
      to.setInfinity(!y.negative);
    } else if (c.denormal(a, y)) {
      return;
    } else if (a.kind == Kind.INFINITY || y.kind == Kind.INFINITY) {
      to.setInfinity(y.negative ^ below);
    } else if (y.kind == Kind.ZERO || one) {
      to.setZero(y.negative ^ below);
    } else {
      x.set(a);
      general(c, y, to);
    }
  }

  /** Of x: 2^whole × m, where m is between the roots of 1/2 and of 2. */
  private void general(Context c, Unpacked y, Unpacked to) {
    int whole = x.exponent() + (Long.compareUnsigned(x.high(), ROOT_2) > 0 ? 1 : 0);
    x.scale(-whole);
    z.set(-1);
    z.add(x, z);
    x.add(x, ONE);
    finish(c, whole, y, to);
  }

  /** {@code to} = {@code y} × log2({@code a} + 1). */
  void computePlusOne(Context c, Unpacked a, Unpacked y, Unpacked to) {
    if (Nans.decides(c, a, y, to)) {
      return;
    }
    boolean invalid =
        a.kind == Kind.ZERO && y.kind == Kind.INFINITY
            || a.kind == Kind.INFINITY && (a.negative || y.kind == Kind.ZERO);
    if (invalid) {
      Nans.invalid(c, to);
    } else if (c.denormal(a, y)) {
      return;
    } else if (a.kind == Kind.INFINITY || y.kind == Kind.INFINITY) {
      to.setInfinity(a.negative ^ y.negative);
    } else if (y.kind == Kind.ZERO || a.kind == Kind.ZERO) {
      to.setZero(a.negative ^ y.negative);
    } else {
      z.set(a);
      x.add(z, ONE);
      if (x.isZero() || x.isNegative()) {
        c.raise(Context.PE);
        to.set(a);
      } else if (a.exponent < -2) {
        x.add(x, ONE);
        finish(c, 0, y, to);
      } else {
        general(c, y, to);
      }
    }
  }

  /** log2(m) = 2 / ln 2 × atanh(z / x), where z is m - 1 and x is m + 1. */
  private void finish(Context c, int whole, Unpacked y, Unpacked to) {
    boolean exact = z.isZero();
    z.divide(z, x);
    square.multiply(z, z);
    sum.set(0);
    for (int n = TERMS; n >= 0; n--) {
      sum.multiply(sum, square);
      term.set(1);
      term.divide(2 * n + 1);
      sum.add(sum, term);
    }
    sum.multiply(sum, z);
    sum.multiply(sum, TWO_BY_LN_2);
    term.set(whole);
    sum.add(sum, term);
    term.set(y);
    sum.multiply(sum, term);
    sum.round(c, exact, to);
  }
}
