package io.github.kvmtck.x86.fp;

/** What a result is rounded to: how many bits it keeps and how far its exponent goes. */
public enum Format {
  SINGLE(24, 127),
  DOUBLE(53, 1023),
  /** Double extended, 80 bits. */
  EXTENDED(64, 16383),
  /** Double extended, with the precision of {@link #DOUBLE}: x87 precision control. */
  EXTENDED_DOUBLE(53, 16383),
  /** Double extended, with the precision of {@link #SINGLE}: x87 precision control. */
  EXTENDED_SINGLE(24, 16383);

  private final int precision;
  private final int bias;

  Format(int precision, int bias) {
    this.precision = precision;
    this.bias = bias;
  }

  /** Bits of the significand, the integer bit included. */
  int precision() {
    return precision;
  }

  int bias() {
    return bias;
  }

  /** Exponent of the smallest normal number. */
  int minExponent() {
    return 1 - bias;
  }

  /** Exponent of the largest finite number. */
  int maxExponent() {
    return bias;
  }

  /** How far an unmasked overflow or underflow moves the exponent (SDM vol. 1, 8.5.4, 8.5.5). */
  int adjustment() {
    return (bias + 1) / 2 * 3;
  }

  /** Bits that a number has in memory. */
  public int bits() {
    return this == SINGLE ? 32 : this == DOUBLE ? 64 : 80;
  }
}
