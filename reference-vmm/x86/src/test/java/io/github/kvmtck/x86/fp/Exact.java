package io.github.kvmtck.x86.fp;

import java.math.BigInteger;

/**
 * A number as a fraction of integers, and its rounding by the definition: the multiple of the
 * format's quantum on the one side or the other. Nothing is shared with what it checks.
 */
record Exact(BigInteger numerator, BigInteger denominator) {
  /** A number and the flags that its rounding raised. */
  record Rounded(Exact value, boolean infinite, int flags) {}

  private static final BigInteger TWO = BigInteger.TWO;

  /** significand × 2^exponent. */
  static Exact of(BigInteger significand, int exponent) {
    return exponent >= 0
        ? new Exact(significand.shiftLeft(exponent), BigInteger.ONE)
        : new Exact(significand, BigInteger.ONE.shiftLeft(-exponent));
  }

  static Exact of(Unpacked a) {
    BigInteger magnitude = new BigInteger(Long.toUnsignedString(a.significand));
    return of(a.negative ? magnitude.negate() : magnitude, a.exponent - 63);
  }

  Exact plus(Exact other) {
    return new Exact(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Exact negate() {
    return new Exact(numerator.negate(), denominator);
  }

  Exact times(Exact other) {
    return new Exact(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Exact over(Exact other) {
    Exact quotient =
        new Exact(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    return other.numerator.signum() < 0
        ? new Exact(quotient.numerator.negate(), quotient.denominator.negate())
        : quotient;
  }

  /** Close enough to the root to lie on the same side of everything that a format can hold. */
  Exact root() {
    int scale = 2 * Math.max(200, 200 + denominator.bitLength() - numerator.bitLength());
    BigInteger[] root = numerator.shiftLeft(scale).divide(denominator).sqrtAndRemainder();
    boolean exact =
        root[1].signum() == 0 && numerator.shiftLeft(scale).mod(denominator).signum() == 0;
    BigInteger odd = root[0].multiply(TWO).add(exact ? BigInteger.ZERO : BigInteger.ONE);
    return of(odd, -scale / 2 - 1);
  }

  boolean same(Exact other) {
    return numerator.multiply(other.denominator).equals(other.numerator.multiply(denominator));
  }

  /** Rounds what is not zero. */
  Rounded round(Format f, Rounding mode) {
    int exponent = exponent();
    int bounded = Math.max(exponent, f.minExponent());
    Exact value = nearest(bounded - f.precision() + 1, mode);
    boolean inexact = !value.same(this);
    Exact unbounded = nearest(exponent - f.precision() + 1, mode);
    boolean tiny = unbounded.exponent() < f.minExponent();
    if (unbounded.exponent() > f.maxExponent()) {
      Exact most =
          of(TWO.pow(f.precision()).subtract(BigInteger.ONE), f.maxExponent() - f.precision() + 1);
      boolean negative = numerator.signum() < 0;
      boolean infinite =
          mode == Rounding.NEAREST || mode == (negative ? Rounding.DOWN : Rounding.UP);
      return new Rounded(negative ? most.negate() : most, infinite, Context.OE | Context.PE);
    }
    int flags = (inexact ? Context.PE : 0) | (inexact && tiny ? Context.UE : 0);
    return new Rounded(value, false, flags);
  }

  /** The largest e with 2^e at most as large as the magnitude. */
  private int exponent() {
    BigInteger magnitude = numerator.abs();
    int e = magnitude.bitLength() - denominator.bitLength();
    BigInteger scaled = e >= 0 ? denominator.shiftLeft(e) : denominator;
    BigInteger compared = e >= 0 ? magnitude : magnitude.shiftLeft(-e);
    return compared.compareTo(scaled) >= 0 ? e : e - 1;
  }

  private Exact nearest(int quantum, Rounding mode) {
    BigInteger n = quantum >= 0 ? numerator : numerator.shiftLeft(-quantum);
    BigInteger d = quantum >= 0 ? denominator.shiftLeft(quantum) : denominator;
    BigInteger[] parts = n.divideAndRemainder(d);
    BigInteger down = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    BigInteger left = n.subtract(down.multiply(d));
    int half = left.multiply(TWO).compareTo(d);
    boolean up =
        switch (mode) {
          case NEAREST -> half > 0 || half == 0 && down.testBit(0);
          case DOWN -> false;
          case UP -> left.signum() != 0;
          case TO_ZERO -> left.signum() != 0 && numerator.signum() < 0;
        };
    return of(up ? down.add(BigInteger.ONE) : down, quantum);
  }
}
