package io.github.kvmtck.oracle;

import java.util.random.RandomGenerator;

/** Random floating-point numbers that like the values at which instructions behave differently. */
final class FloatingPoint {
  private static final int BIAS = 0x3fff;
  private static final int SPECIAL = 0x7fff;
  private static final long TOP = Long.MIN_VALUE;
  private static final long QUIET = 1L << 62;

  private final RandomGenerator random;

  FloatingPoint(RandomGenerator random) {
    this.random = random;
  }

  /** Sign and exponent of the number drawn last. */
  private int signExponent;

  int signExponent() {
    return signExponent;
  }

  /**
   * Draws a number of the extended format.
   *
   * @param around an exponent that half of the numbers are near
   * @return its significand
   */
  long extended(int around) {
    int sign = random.nextInt() & 0x8000;
    int kind = random.nextInt(100);
    if (kind < 50) {
      return set(sign | Math.clamp(around + random.nextInt(9) - 4, 0, SPECIAL - 1), normal());
    }
    if (kind < 62) {
      return set(sign | BIAS + random.nextInt(140) - 70, normal());
    }
    if (kind < 70) {
      return set(sign | random.nextInt(SPECIAL), normal());
    }
    return switch (kind % 15) {
      case 0, 1 -> set(sign, 0);
      case 2, 3 -> set(sign, significand() & ~TOP);
      case 4 -> set(sign, normal());
      case 5, 6 -> set(sign | SPECIAL, TOP);
      case 7, 8 -> set(sign | SPECIAL, normal() | QUIET);
      case 9 -> set(sign | SPECIAL, normal() & ~QUIET | 1);
      case 10 -> set(sign | SPECIAL, significand() & ~TOP);
      case 11 -> set(sign | random.nextInt(SPECIAL), significand() & ~TOP);
      case 12 -> set(sign | SPECIAL - 1 - random.nextInt(3), normal());
      case 13 -> set(sign | 1 + random.nextInt(66), normal());
      default -> {
        long integer = random.nextLong() >>> random.nextInt(63) | 1;
        int zeros = Long.numberOfLeadingZeros(integer);
        yield set(sign | BIAS + 63 - zeros, integer << zeros);
      }
    };
  }

  private long set(int exponent, long significand) {
    signExponent = exponent;
    return significand;
  }

  private long normal() {
    return significand() | TOP;
  }

  private long significand() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1L << random.nextInt(64);
      case 2 -> -1L << random.nextInt(64);
      case 3 -> -1L >>> random.nextInt(64);
      default -> random.nextLong();
    };
  }

  /** The bits of a number of {@code exponentBits} and {@code fractionBits}. */
  long packed(int exponentBits, int fractionBits) {
    int special = (1 << exponentBits) - 1;
    int exponent =
        switch (random.nextInt(10)) {
          case 0, 1 -> 0;
          case 2, 3 -> special;
          case 4 -> 1 + random.nextInt(3);
          case 5 -> special - 1 - random.nextInt(3);
          case 6, 7 -> special / 2 + random.nextInt(80) - 40;
          default -> random.nextInt(special);
        };
    long fraction = significand() >>> 64 - fractionBits;
    long sign = random.nextInt() & 1;
    return sign << exponentBits + fractionBits | (long) exponent << fractionBits | fraction;
  }
}
