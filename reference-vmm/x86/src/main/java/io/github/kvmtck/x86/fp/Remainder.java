package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Remainders of FPREM and FPREM1: exact, in steps (SDM vol. 2, FPREM). */
final class Remainder {
  /** Exponents that lie closer are done in one step. */
  private static final int COMPLETE = 64;

  /** {@link #remainder}: another step is needed. */
  static final int PARTIAL = -1;

  private Remainder() {}

  /**
   * {@code to} = {@code a} - {@code b} × quotient.
   *
   * @param nearest whether the quotient is rounded to the nearest integer, or truncated
   * @return the low three bits of the quotient; {@link #PARTIAL} where this is only a step
   */
  static int remainder(Context c, Unpacked a, Unpacked b, boolean nearest, Unpacked to) {
    if (Nans.decides(c, a, b, to)) {
      return 0;
    }
    if (a.kind == Kind.INFINITY || b.kind == Kind.ZERO) {
      Nans.invalid(c, to);
      return 0;
    }
    if (c.denormal(a, b)) {
      return 0;
    }
    if (a.kind == Kind.ZERO || b.kind == Kind.INFINITY) {
      Rounder.round(c, Format.EXTENDED, a, a.negative, to);
      return 0;
    }
    int distance = a.exponent - b.exponent;
    if (distance >= COMPLETE) {
      step(c, a, b, distance, to);
      return PARTIAL;
    }
    return complete(c, a, b, distance, nearest, to);
  }

  /** The quotient's upper bits: as many as bring the exponents nearer by 32 to 63. */
  private static void step(Context c, Unpacked a, Unpacked b, int distance, Unpacked to) {
    int bits = distance & 31 | 32;
    long rest = a.significand;
    if (Long.compareUnsigned(rest, b.significand) >= 0) {
      rest -= b.significand;
    }
    for (int i = 0; i < bits; i++) {
      rest = next(rest, b.significand);
    }
    put(c, a.negative, rest, a.exponent - bits, to);
  }

  private static int complete(
      Context c, Unpacked a, Unpacked b, int distance, boolean nearest, Unpacked to) {
    long rest = a.significand;
    int quotient = 0;
    int exponent = a.exponent;
    if (distance >= 0) {
      exponent = b.exponent;
      quotient = Long.compareUnsigned(rest, b.significand) >= 0 ? 1 : 0;
      rest -= quotient * b.significand;
      for (int i = 0; i < distance; i++) {
        boolean one = goesIn(rest, b.significand);
        rest = next(rest, b.significand);
        quotient = quotient << 1 & 7 | (one ? 1 : 0);
      }
    }
    if (nearest && distance >= -1 && above(rest, exponent, b, quotient)) {
      // Of the divisor and a remainder above its half, in the units of the remainder.
      long whole = distance == -1 ? b.significand << 1 : b.significand;
      put(c, !a.negative, whole - rest, exponent, to);
      return quotient + 1 & 7;
    }
    put(c, a.negative, rest, exponent, to);
    return quotient;
  }

  /** Whether the remainder is more than half the divisor, or half of it beside an odd quotient. */
  private static boolean above(long rest, int exponent, Unpacked b, int quotient) {
    if (exponent < b.exponent) {
      return Long.compareUnsigned(rest, b.significand) > 0;
    }
    int half = rest < 0 ? 1 : Long.compareUnsigned(rest << 1, b.significand);
    return half > 0 || half == 0 && (quotient & 1) != 0;
  }

  private static boolean goesIn(long rest, long divisor) {
    return rest < 0 || Long.compareUnsigned(rest << 1, divisor) >= 0;
  }

  /** Twice the remainder, without the divisor if it goes into that. */
  private static long next(long rest, long divisor) {
    return goesIn(rest, divisor) ? (rest << 1) - divisor : rest << 1;
  }

  private static void put(Context c, boolean negative, long rest, int exponent, Unpacked to) {
    if (rest == 0) {
      to.setZero(negative);
    } else {
      int zeros = Long.numberOfLeadingZeros(rest);
      Rounder.round(c, Format.EXTENDED, negative, exponent - zeros, rest << zeros, 0, to);
    }
  }
}
