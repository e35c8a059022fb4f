package io.github.kvmtck.steps.words;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers as a scenario writes them: decimal, or hexadecimal with 0x. */
public final class Numbers {
  public static final String REGEX = "(?:0x[0-9A-Fa-f]+|\\d+)";

  private Numbers() {}

  /** Any number; a register may have more than 64 bits. */
  public static BigInteger big(String text) {
    return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
  }

  /** At most 64 bits, unsigned. */
  public static long of(String text) {
    BigInteger value = big(text);
    if (value.bitLength() > Long.SIZE) {
      throw new IllegalArgumentException(text + " has more than 64 bits");
    }
    return value.longValue();
  }

  /** {@code 0x1000}; a number below 10 as it is. */
  public static String show(BigInteger value) {
    return value.compareTo(BigInteger.TEN) < 0
        ? value.toString()
        : "0x" + value.toString(16).toUpperCase(Locale.ROOT);
  }

  /** {@code 0x1000} of an unsigned number. */
  public static String show(long value) {
    return show(unsigned(value));
  }

  /** The same bits, never negative. */
  public static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
