package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/**
 * A finite number with a significand of 128 bits: (high + low / 2^64) / 2^63 × 2^exponent, where
 * the top bit of {@code high} is set unless it is zero. Operations cut off what does not fit: each
 * is right to one part in 2^126. Mutable; the result may be one of the operands.
 */
final class Precise {
  private boolean negative;
  private int exponent;
  private long high;
  private long low;

  Precise() {}

  /** A constant. */
  Precise(int exponent, long high, long low) {
    this.exponent = exponent;
    this.high = high;
    this.low = low;
  }

  boolean isZero() {
    return high == 0;
  }

  boolean isNegative() {
    return negative;
  }

  void negative(boolean on) {
    negative = on;
  }

  void set(Precise other) {
    set(other.negative, other.exponent, other.high, other.low);
  }

  void set(Unpacked a) {
    set(a.negative, a.exponent, a.kind == Kind.ZERO ? 0 : a.significand, 0);
  }

  void set(int integer) {
    integer(0, Math.abs(integer), 127);
    negative = integer < 0;
  }

  /** The integer upper:lower × 2^(scale - 127). */
  void integer(long upper, long lower, int scale) {
    set(false, scale, upper, lower);
    normalize();
  }

  private void set(boolean newNegative, int newExponent, long newHigh, long newLow) {
    negative = newNegative;
    exponent = newExponent;
    high = newHigh;
    low = newLow;
  }

  private void normalize() {
    if (high == 0) {
      high = low;
      low = 0;
      exponent -= 64;
    }
    if (high != 0) {
      int zeros = Long.numberOfLeadingZeros(high);
      if (zeros > 0) {
        high = high << zeros | low >>> 64 - zeros;
        low <<= zeros;
        exponent -= zeros;
      }
    }
  }

  /** Multiplies by a power of two. */
  void scale(int by) {
    exponent += by;
  }

  /** this = a × b. */
  void multiply(Precise a, Precise b) {
    if (a.isZero() || b.isZero()) {
      set(a.negative ^ b.negative, 0, 0, 0);
      return;
    }
    long first = a.high * b.low;
    long second = a.low * b.high;
    long middle = Math.unsignedMultiplyHigh(a.low, b.low) + first;
    long carry = Long.compareUnsigned(middle, first) < 0 ? 1 : 0;
    middle += second;
    carry += Long.compareUnsigned(middle, second) < 0 ? 1 : 0;
    long newHigh = Math.unsignedMultiplyHigh(a.high, b.high);
    long newLow = a.high * b.high;
    long third = Math.unsignedMultiplyHigh(a.high, b.low);
    newLow += third;
    newHigh += Long.compareUnsigned(newLow, third) < 0 ? 1 : 0;
    long fourth = Math.unsignedMultiplyHigh(a.low, b.high);
    newLow += fourth;
    newHigh += Long.compareUnsigned(newLow, fourth) < 0 ? 1 : 0;
    newLow += carry;
    newHigh += Long.compareUnsigned(newLow, carry) < 0 ? 1 : 0;
    int newExponent = a.exponent + b.exponent + 1;
    if (newHigh >= 0) {
      newHigh = newHigh << 1 | newLow >>> 63;
      newLow = newLow << 1 | middle >>> 63;
      newExponent--;
    }
    set(a.negative ^ b.negative, newExponent, newHigh, newLow);
  }

  /** this = this / n, where n is positive and below 2^31. */
  void divide(int n) {
    long rest = Long.remainderUnsigned(high, n);
    high = Long.divideUnsigned(high, n);
    long dividend = rest << 32 | low >>> 32;
    long upper = dividend / n;
    long lower = (dividend % n << 32 | low & 0xffff_ffffL) / n;
    low = upper << 32 | lower;
    normalize();
  }

  /** this = a / b, digit by digit. */
  void divide(Precise a, Precise b) {
    if (a.isZero()) {
      set(a.negative ^ b.negative, 0, 0, 0);
      return;
    }
    long restHigh = a.high;
    long restLow = a.low;
    long quotientHigh = 0;
    long quotientLow = 0;
    boolean over = false;
    for (int i = 0; i < 129; i++) {
      boolean goes = over || atLeast(restHigh, restLow, b.high, b.low);
      if (goes) {
        restHigh -= b.high + (Long.compareUnsigned(restLow, b.low) < 0 ? 1 : 0);
        restLow -= b.low;
      }
      if (i == 128 && quotientHigh < 0) {
        break;
      }
      quotientHigh = quotientHigh << 1 | quotientLow >>> 63;
      quotientLow = quotientLow << 1 | (goes ? 1 : 0);
      over = restHigh < 0;
      restHigh = restHigh << 1 | restLow >>> 63;
      restLow <<= 1;
    }
    boolean less = !atLeast(a.high, a.low, b.high, b.low);
    int newExponent = a.exponent - b.exponent - (less ? 1 : 0);
    set(a.negative ^ b.negative, newExponent, quotientHigh, quotientLow);
  }

  private static boolean atLeast(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compareUnsigned(high, otherHigh);
    return order > 0 || order == 0 && Long.compareUnsigned(low, otherLow) >= 0;
  }

  /** this = a + b. */
  void add(Precise a, Precise b) {
    if (a.isZero() || b.isZero()) {
      set(a.isZero() ? b : a);
      return;
    }
    boolean first = a.exponent > b.exponent || a.exponent == b.exponent && a.magnitude(b) >= 0;
    Precise large = first ? a : b;
    Precise small = first ? b : a;
    int by = large.exponent - small.exponent;
    long smallHigh = by > 127 ? 0 : Wide.high(small.high, by);
    long smallLow = by > 127 ? 0 : shifted(small.high, small.low, by);
    int newExponent = large.exponent;
    long newHigh;
    long newLow;
    if (a.negative == b.negative) {
      newLow = large.low + smallLow;
      long carry = Long.compareUnsigned(newLow, smallLow) < 0 ? 1 : 0;
      newHigh = large.high + smallHigh + carry;
      long carries = large.high & smallHigh | (large.high | smallHigh) & ~newHigh;
      if (carries < 0) {
        newLow = newLow >>> 1 | newHigh << 63;
        newHigh = newHigh >>> 1 | Unpacked.TOP;
        newExponent++;
      }
    } else {
      // What is cut off the smaller one takes a last unit from the difference.
      smallLow += small.losesBits(by) ? 1 : 0;
      smallHigh += smallLow == 0 && small.losesBits(by) ? 1 : 0;
      newLow = large.low - smallLow;
      long borrow = Long.compareUnsigned(large.low, smallLow) < 0 ? 1 : 0;
      newHigh = large.high - smallHigh - borrow;
    }
    set(large.negative, newExponent, newHigh, newLow);
    normalize();
  }

  private int magnitude(Precise other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  private static long shifted(long high, long low, int by) {
    if (by == 0) {
      return low;
    }
    return by < 64 ? high << 64 - by | low >>> by : high >>> by - 64;
  }

  private boolean losesBits(int by) {
    int zeros = low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
    return by > zeros;
  }

  /** Whether the magnitude is at least that of a constant. */
  boolean atLeast(Precise other) {
    return exponent > other.exponent || exponent == other.exponent && magnitude(other) >= 0;
  }

  int exponent() {
    return exponent;
  }

  /** The upper half of the significand. */
  long high() {
    return high;
  }

  /** Rounds to the extended format; what is exact by chance counts as inexact too. */
  void round(Context c, boolean exact, Unpacked to) {
    if (isZero()) {
      to.setZero(negative);
    } else {
      long below = exact ? low : low | 1;
      Rounder.round(c, Format.EXTENDED, negative, exponent, high, below, to);
    }
    c.raise(to.kind == Kind.DENORMAL ? Context.PE | Context.UE : Context.PE);
  }
}
