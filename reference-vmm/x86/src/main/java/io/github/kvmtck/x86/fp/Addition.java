package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Sums and differences. */
final class Addition {
  private Addition() {}

  /** {@code to} = {@code a} + {@code b}, or {@code a} - {@code b}. */
  static void add(Context c, Format f, Unpacked a, Unpacked b, boolean subtract, Unpacked to) {
    if (Nans.decides(c, a, b, to)) {
      return;
    }
    boolean negative = b.negative ^ subtract;
    boolean infinite = a.kind == Kind.INFINITY;
    if (infinite && b.kind == Kind.INFINITY && a.negative != negative) {
      Nans.invalid(c, to);
    } else if (c.denormal(a, b)) {
      return;
    } else if (infinite || b.kind == Kind.INFINITY) {
      to.setInfinity(infinite ? a.negative : negative);
    } else if (a.kind == Kind.ZERO && b.kind == Kind.ZERO) {
      to.setZero(a.negative == negative ? negative : c.rounding == Rounding.DOWN);
    } else if (b.kind == Kind.ZERO) {
      Rounder.round(c, f, a, a.negative, to);
    } else if (a.kind == Kind.ZERO) {
      Rounder.round(c, f, b, negative, to);
    } else if (a.negative == negative) {
      sum(c, f, a, b, to);
    } else {
      difference(c, f, a, b, to);
    }
  }

  private static void sum(Context c, Format f, Unpacked a, Unpacked b, Unpacked to) {
    Unpacked large = a.exponent >= b.exponent ? a : b;
    Unpacked small = large == a ? b : a;
    int by = large.exponent - small.exponent;
    long low = Wide.low(small.significand, 0, by);
    long high = large.significand + Wide.high(small.significand, by);
    boolean carry = Long.compareUnsigned(high, large.significand) < 0;
    if (carry) {
      low = Wide.low(high, low, 1);
      high = high >>> 1 | Unpacked.TOP;
    }
    Rounder.round(c, f, a.negative, carry ? large.exponent + 1 : large.exponent, high, low, to);
  }

  private static void difference(Context c, Format f, Unpacked a, Unpacked b, Unpacked to) {
    int order = Integer.compare(a.exponent, b.exponent);
    if (order == 0) {
      order = Long.compareUnsigned(a.significand, b.significand);
    }
    if (order == 0) {
      to.setZero(c.rounding == Rounding.DOWN);
      return;
    }
    Unpacked large = order > 0 ? a : b;
    Unpacked small = order > 0 ? b : a;
    int by = large.exponent - small.exponent;
    long below = Wide.low(small.significand, 0, by);
    long low = -below;
    long high = large.significand - Wide.high(small.significand, by) - Wide.sticky(below);
    int zeros = high == 0 ? 64 : Long.numberOfLeadingZeros(high);
    if (zeros == 64) {
      // Only equal exponents cancel that much, or neighbouring ones: one bit is left below.
      int more = Long.numberOfLeadingZeros(low);
      high = low << more;
      low = 0;
      zeros += more;
    } else if (zeros > 0) {
      high = high << zeros | low >>> 64 - zeros;
      low <<= zeros;
    }
    boolean negative = large == a ? a.negative : !a.negative;
    Rounder.round(c, f, negative, large.exponent - zeros, high, low, to);
  }
}
