package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/**
 * Sine, cosine and tangent. π is what x87 hardware takes it for: its first 66 bits (SDM vol. 1,
 * 8.3.8), by which arguments up to 2^63 are reduced exactly.
 */
final class Circular {
  /** Arguments from 2^63 on are left alone. */
  private static final int LIMIT = 63;

  /** 0.786^(2n) / (2n)! is below 2^-128 from here on. */
  private static final int TERMS = 18;

  /** π / 2 = (HALF_PI_HIGH × 2^64 + HALF_PI_LOW) / 2^65. */
  private static final long HALF_PI_HIGH = 3;

  private static final long HALF_PI_LOW = 0x243f_6a88_85a3_08d3L;

  private static final Precise ONE = new Precise(0, Unpacked.TOP, 0);

  private final Precise rest = new Precise();
  private final Precise square = new Precise();
  private final Precise sine = new Precise();
  private final Precise cosine = new Precise();
  private int quadrant;

  /** Whether the argument is too large: nothing is computed. */
  static boolean outside(Unpacked a) {
    return a.isFinite() && a.kind != Kind.ZERO && a.exponent >= LIMIT;
  }

  /** {@code to} = sin {@code a}. */
  void sine(Context c, Unpacked a, Unpacked to) {
    if (decided(c, a, to)) {
      return;
    }
    if (a.kind == Kind.ZERO) {
      to.setZero(a.negative);
    } else {
      reduce(a);
      sineOf(a).round(c, false, to);
    }
  }

  /** {@code to} = cos {@code a}. */
  void cosine(Context c, Unpacked a, Unpacked to) {
    if (decided(c, a, to)) {
      return;
    }
    if (a.kind == Kind.ZERO) {
      to.set(Kind.NORMAL, false, 0, Unpacked.TOP);
    } else {
      reduce(a);
      cosineOf().round(c, false, to);
    }
  }

  /** {@code to} = tan {@code a}. */
  void tangent(Context c, Unpacked a, Unpacked to) {
    if (decided(c, a, to)) {
      return;
    }
    if (a.kind == Kind.ZERO) {
      to.setZero(a.negative);
    } else {
      reduce(a);
      Precise dividend = sineOf(a);
      dividend.divide(dividend, cosineOf());
      dividend.round(c, false, to);
    }
  }

  private static boolean decided(Context c, Unpacked a, Unpacked to) {
    if (Nans.decides(c, a, to)) {
      return true;
    }
    if (a.kind == Kind.INFINITY) {
      Nans.invalid(c, to);
      return true;
    }
    return c.denormal(a);
  }

  private Precise sineOf(Unpacked a) {
    Precise value = (quadrant & 1) == 0 ? sine : cosine;
    value.negative(value.isNegative() ^ a.negative ^ quadrant >= 2);
    return value;
  }

  private Precise cosineOf() {
    Precise value = (quadrant & 1) == 0 ? cosine : sine;
    value.negative(value.isNegative() ^ (quadrant == 1 || quadrant == 2));
    return value;
  }

  /** Sine and cosine of the magnitude's distance to the nearest multiple of π / 2. */
  private void reduce(Unpacked a) {
    quadrant = 0;
    if (a.exponent < -1) {
      rest.set(a);
      rest.negative(false);
    } else {
      divide(a);
    }
    square.multiply(rest, rest);
    square.negative(true);
    series(sine, 1);
    sine.multiply(sine, rest);
    series(cosine, 0);
  }

  /** 1 - r²/((2+k)(1+k)) (1 - r²/((4+k)(3+k)) (…)). */
  private void series(Precise sum, int k) {
    sum.set(1);
    for (int n = 2 * TERMS; n >= 2; n -= 2) {
      sum.multiply(sum, square);
      sum.divide((n + k) * (n + k - 1));
      sum.add(sum, ONE);
    }
  }

  private void divide(Unpacked a) {
    long high = 0;
    long low = a.significand;
    for (int i = 0; i < a.exponent + 2; i++) {
      high = high << 1 | low >>> 63;
      low <<= 1;
      quadrant = quadrant << 1 & 3;
      if (atLeastHalfPi(high, low)) {
        high -= HALF_PI_HIGH + (Long.compareUnsigned(low, HALF_PI_LOW) < 0 ? 1 : 0);
        low -= HALF_PI_LOW;
        quadrant |= 1;
      }
    }
    boolean beyond = atLeastHalfPi(high << 1 | low >>> 63, low << 1);
    if (beyond) {
      quadrant = quadrant + 1 & 3;
      long borrow = Long.compareUnsigned(HALF_PI_LOW, low) < 0 ? 1 : 0;
      high = HALF_PI_HIGH - high - borrow;
      low = HALF_PI_LOW - low;
    }
    rest.integer(high, low, 127 - 65);
    rest.negative(beyond);
  }

  private static boolean atLeastHalfPi(long high, long low) {
    return high > HALF_PI_HIGH
        || high == HALF_PI_HIGH && Long.compareUnsigned(low, HALF_PI_LOW) >= 0;
  }
}
