package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** The angle of a point, in every quadrant (SDM vol. 2, FPATAN). */
final class Arctangent {
  /** 0.4143^(2n+1) / (2n+1) is below 2^-130 from here on. */
  private static final int TERMS = 50;

  private static final Precise PI = new Precise(1, 0xc90f_daa2_2168_c234L, 0xc4c6_628b_80dc_1cd1L);

  /** tan(π / 8). */
  private static final Precise NEAR =
      new Precise(-2, 0xd413_cccf_e779_9211L, 0x65f6_26cd_d52a_fa7cL);

  private final Precise angle = new Precise();
  private final Precise numerator = new Precise();
  private final Precise denominator = new Precise();
  private final Precise square = new Precise();
  private final Precise sum = new Precise();
  private final Precise term = new Precise();

  /** {@code to} = the angle of the point ({@code x}, {@code y}). */
  void compute(Context c, Unpacked y, Unpacked x, Unpacked to) {
    if (Nans.decides(c, x, y, to) || c.denormal(x, y)) {
      return;
    }
    boolean flat = y.kind == Kind.ZERO || x.kind == Kind.INFINITY && y.kind != Kind.INFINITY;
    if (flat && !x.negative) {
      to.setZero(y.negative);
      return;
    }
    if (flat) {
      angle.set(PI);
    } else if (y.kind == Kind.INFINITY || x.kind == Kind.ZERO) {
      upright(x);
    } else {
      finite(y, x);
    }
    angle.negative(y.negative);
    angle.round(c, false, to);
  }

  /** π / 2, or between two infinities π / 4 or 3 π / 4. */
  private void upright(Unpacked x) {
    angle.set(PI);
    if (x.kind != Kind.INFINITY) {
      angle.scale(-1);
    } else if (x.negative) {
      angle.scale(-2);
      term.set(angle);
      angle.add(angle, angle);
      angle.add(angle, term);
    } else {
      angle.scale(-2);
    }
  }

  /** The smaller over the larger, and then the octant. */
  private void finite(Unpacked y, Unpacked x) {
    numerator.set(y);
    denominator.set(x);
    numerator.negative(false);
    denominator.negative(false);
    boolean steep = numerator.atLeast(denominator);
    if (steep) {
      term.set(numerator);
      numerator.set(denominator);
      denominator.set(term);
    }
    arctangent();
    if (steep) {
      angle.negative(true);
      turn(-1);
    }
    if (x.negative) {
      angle.negative(!angle.isNegative());
      turn(0);
    }
  }

  /** Adds π × 2^{@code scale}. */
  private void turn(int scale) {
    term.set(PI);
    term.scale(scale);
    angle.add(angle, term);
  }

  /** Of a quotient between 0 and 1: beyond tan(π / 8) that of (n - d) / (n + d) and π / 4. */
  private void arctangent() {
    term.divide(numerator, denominator);
    boolean far = term.atLeast(NEAR);
    if (far) {
      sum.add(numerator, denominator);
      denominator.negative(true);
      numerator.add(numerator, denominator);
      term.divide(numerator, sum);
    }
    angle.set(term);
    square.multiply(angle, angle);
    square.negative(true);
    sum.set(0);
    for (int n = TERMS; n >= 0; n--) {
      sum.multiply(sum, square);
      term.set(1);
      term.divide(2 * n + 1);
      sum.add(sum, term);
    }
    angle.multiply(angle, sum);
    if (far) {
      turn(-2);
    }
  }
}
