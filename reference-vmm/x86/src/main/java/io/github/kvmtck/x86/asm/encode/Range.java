package io.github.kvmtck.x86.asm.encode;

/** Which values fit in which widths. */
public final class Range {
  private Range() {}

  /** Fits as two's complement. */
  public static boolean signed(long value, int bits) {
    return bits == 0 ? value == 0 : signExtend(value, bits) == value;
  }

  /** Fits without a sign; everything fits in 64 bits. */
  public static boolean unsigned(long value, int bits) {
    return bits == 64 || value >>> bits == 0;
  }

  /** Fits with or without a sign. */
  public static boolean either(long value, int bits) {
    return signed(value, bits) || unsigned(value, bits);
  }

  /**
   * Whether the low {@code bits} of a value, sign-extended to {@code target} bits, are that value
   * there: 0xFFFF is -1 for a 16-bit target, and one byte holds it; for a 32-bit target it is not.
   */
  public static boolean survives(long value, int bits, int target) {
    long extended = signExtend(value, Math.min(bits, target));
    return either(value, target) && signExtend(extended, target) == signExtend(value, target);
  }

  static long signExtend(long value, int bits) {
    return value << 64 - bits >> 64 - bits;
  }

  static String shown(long value) {
    return value < 0 && value > Integer.MIN_VALUE
        ? "-0x%x".formatted(-value)
        : "0x%x".formatted(value);
  }

  /** What to tell of a value that fits in a width neither with nor without a sign. */
  public static String sentence(long value, int bits) {
    return sentence(value, bits, bits, false);
  }

  static String sentence(long value, int bits, int target, boolean unsigned) {
    if (unsigned) {
      return "%s does not fit: 0 to 0x%x is possible".formatted(shown(value), (1L << bits) - 1);
    }
    if (bits >= target) {
      return "%s does not fit in %d bits: -0x%x to 0x%x is possible"
          .formatted(shown(value), target, 1L << target - 1, (1L << target) - 1);
    }
    return "%s does not fit: %d bits, sign-extended to %d, are possible"
        .formatted(shown(value), bits, target);
  }
}
