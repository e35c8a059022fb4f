package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Products. */
final class Product {
  private Product() {}

  /** {@code to} = {@code a} × {@code b}. */
  static void multiply(Context c, Format f, Unpacked a, Unpacked b, Unpacked to) {
    if (Nans.decides(c, a, b, to)) {
      return;
    }
    boolean negative = a.negative ^ b.negative;
    boolean zero = a.kind == Kind.ZERO || b.kind == Kind.ZERO;
    boolean infinite = a.kind == Kind.INFINITY || b.kind == Kind.INFINITY;
    if (zero && infinite) {
      Nans.invalid(c, to);
    } else if (c.denormal(a, b)) {
      return;
    } else if (infinite) {
      to.setInfinity(negative);
    } else if (zero) {
      to.setZero(negative);
    } else {
      long high = Math.unsignedMultiplyHigh(a.significand, b.significand);
      long low = a.significand * b.significand;
      int exponent = a.exponent + b.exponent + 1;
      if (high >= 0) {
        high = high << 1 | low >>> 63;
        low <<= 1;
        exponent--;
      }
      Rounder.round(c, f, negative, exponent, high, low, to);
    }
  }
}
