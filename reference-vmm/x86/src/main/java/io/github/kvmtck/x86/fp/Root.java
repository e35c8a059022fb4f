package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Square roots. */
final class Root {
  private static final long LOW = 0xffff_ffffL;

  private Root() {}

  /** {@code to} = the root of {@code a}. */
  static void root(Context c, Format f, Unpacked a, Unpacked to) {
    if (Nans.decides(c, a, to)) {
      return;
    }
    if (a.kind == Kind.ZERO) {
      to.setZero(a.negative);
    } else if (a.negative) {
      Nans.invalid(c, to);
    } else if (c.denormal(a)) {
      return;
    } else if (a.kind == Kind.INFINITY) {
      to.setInfinity(false);
    } else {
      finite(c, f, a, to);
    }
  }

  /** P. Zimmermann, Karatsuba Square Root: the upper half's root, then a division for the rest. */
  private static void finite(Context c, Format f, Unpacked a, Unpacked to) {
    boolean odd = (a.exponent & 1) != 0;
    long high = odd ? a.significand : a.significand >>> 1;
    long low = odd ? 0 : a.significand << 63;
    long upper = Wide.root(high);
    long rest = high - upper * upper;
    // The rest is at most 2 × upper, so half of everything still fits.
    long digit = Long.divideUnsigned((rest << 31) + (low >>> 33), upper);
    long root = (upper << 32) + Math.min(digit, LOW);
    if (squareExceeds(root, high, low)) {
      root--;
    }
    long squareLow = root * root;
    long borrow = Long.compareUnsigned(low, squareLow) < 0 ? 1 : 0;
    long leftHigh = high - Math.unsignedMultiplyHigh(root, root) - borrow;
    long left = low - squareLow;
    boolean above = leftHigh != 0 || Long.compareUnsigned(left, root) > 0;
    Rounder.round(c, f, false, a.exponent >> 1, root, above ? -1 : Wide.sticky(left), to);
  }

  private static boolean squareExceeds(long root, long high, long low) {
    int order = Long.compareUnsigned(Math.unsignedMultiplyHigh(root, root), high);
    return order > 0 || order == 0 && Long.compareUnsigned(root * root, low) > 0;
  }
}
