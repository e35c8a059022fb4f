package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Rounds an exact result to a format, with the flags and responses of SDM vol. 1, 4.9.1. */
final class Rounder {
  private Rounder() {}

  /**
   * Rounds (high + low / 2^64) / 2^63 × 2^exponent.
   *
   * @param high its top bit is set
   * @param low the lowest bit stands for everything below
   * @param to the result
   */
  static void round(
      Context c, Format f, boolean negative, int exponent, long high, long low, Unpacked to) {
    if (exponent >= f.minExponent()) {
      normal(c, f, negative, exponent, high, low, to);
      return;
    }
    boolean tiny = tiny(c, f, negative, exponent, high, low);
    if (tiny && !c.masks(Context.UE)) {
      c.raise(Context.UE);
      normal(c, f, negative, exponent + f.adjustment(), high, low, to);
    } else if (tiny && c.flushes()) {
      c.raise(Context.UE);
      c.rounded(true, false);
      to.setZero(negative);
    } else {
      denormal(c, f, negative, exponent, high, low, to, tiny);
    }
  }

  /** Rounds a finite number that is exact so far. */
  static void round(Context c, Format f, Unpacked from, boolean negative, Unpacked to) {
    if (from.kind == Kind.ZERO) {
      to.setZero(negative);
    } else {
      round(c, f, negative, from.exponent, from.significand, 0, to);
    }
  }

  /** What is cut off, left-aligned. */
  private static long rest(Format f, long high, long low) {
    int kept = f.precision();
    return kept == 64 ? low : high << kept | Wide.sticky(low);
  }

  private static boolean grows(Context c, Format f, boolean negative, long high, long rest) {
    boolean odd = (high >>> 64 - f.precision() & 1) != 0;
    return c.rounding.grows(negative, odd, rest);
  }

  private static long cut(Format f, long high) {
    return high & -1L << 64 - f.precision();
  }

  /** The significand one step further; 0 where it has run over. */
  private static long next(Format f, long kept) {
    return kept + (1L << 64 - f.precision());
  }

  /** x86 finds a result tiny after rounding it as if the exponent had no bounds. */
  private static boolean tiny(
      Context c, Format f, boolean negative, int exponent, long high, long low) {
    boolean grows = grows(c, f, negative, high, rest(f, high, low));
    boolean reachesNormal = grows && next(f, cut(f, high)) == 0;
    return exponent < f.minExponent() - 1 || !reachesNormal;
  }

  private static void normal(
      Context c, Format f, boolean negative, int exponent, long high, long low, Unpacked to) {
    long rest = rest(f, high, low);
    boolean grows = grows(c, f, negative, high, rest);
    long kept = cut(f, high);
    int reached = exponent;
    if (grows) {
      kept = next(f, kept);
      if (kept == 0) {
        kept = Unpacked.TOP;
        reached++;
      }
    }
    if (reached > f.maxExponent()) {
      c.raise(Context.OE);
      if (c.masks(Context.OE)) {
        overflow(c, f, negative, to);
        return;
      }
      reached -= f.adjustment();
    }
    c.rounded(rest != 0, grows);
    to.set(Kind.NORMAL, negative, reached, kept);
  }

  private static void overflow(Context c, Format f, boolean negative, Unpacked to) {
    boolean infinite = c.rounding.grows(negative, true, -1);
    c.rounded(true, infinite);
    if (infinite) {
      to.setInfinity(negative);
    } else {
      to.set(Kind.NORMAL, negative, f.maxExponent(), cut(f, -1));
    }
  }

  private static void denormal(
      Context c,
      Format f,
      boolean negative,
      int exponent,
      long high,
      long low,
      Unpacked to,
      boolean tiny) {
    int by = f.minExponent() - exponent;
    long shifted = Wide.high(high, by);
    long rest = rest(f, shifted, Wide.low(high, low, by));
    boolean grows = grows(c, f, negative, shifted, rest);
    long kept = cut(f, shifted);
    if (grows) {
      kept = next(f, kept);
    }
    if (tiny && rest != 0) {
      c.raise(Context.UE);
    }
    c.rounded(rest != 0, grows);
    if (kept == 0) {
      to.setZero(negative);
    } else {
      to.magnitude(negative, kept, f.minExponent());
      to.kind = kept < 0 ? Kind.NORMAL : Kind.DENORMAL;
    }
  }
}
