package io.github.kvmtck.x86.fp;

/** Unsigned integers of 128 bits as two longs. */
final class Wide {
  private static final long LOW = 0xffff_ffffL;

  private Wide() {}

  /** Upper half of a shift to the right. */
  static long high(long high, int by) {
    return by < 64 ? high >>> by : 0;
  }

  /** Lower half of a shift to the right; what falls off leaves a one in the lowest bit. */
  static long low(long high, long low, int by) {
    if (by == 0) {
      return low;
    }
    if (by < 64) {
      return high << 64 - by | low >>> by | sticky(low << 64 - by);
    }
    if (by == 64) {
      return high | sticky(low);
    }
    return by < 128 ? high >>> by - 64 | sticky(high << 128 - by | low) : sticky(high | low);
  }

  static long sticky(long lost) {
    return lost == 0 ? 0 : 1;
  }

  /** Quotient of high:low by a divisor with its top bit set that is larger than {@code high}. */
  static long divide(long high, long low, long divisor) {
    long top = divisor >>> 32;
    long bottom = divisor & LOW;
    long first = digit(high, low >>> 32, top, bottom);
    long rest = (high << 32 | low >>> 32) - first * divisor;
    return first << 32 | digit(rest, low & LOW, top, bottom);
  }

  /** One digit to the base 2^32 (Knuth, TAOCP vol. 2, 4.3.1, algorithm D, step D3). */
  private static long digit(long high, long next, long top, long bottom) {
    long digit = Long.divideUnsigned(high, top);
    long rest = high - digit * top;
    while (digit > LOW || Long.compareUnsigned(digit * bottom, rest << 32 | next) > 0) {
      digit--;
      rest += top;
      if (rest > LOW) {
        break;
      }
    }
    return digit;
  }

  /** Root of an integer, rounded down; the argument is at least 2^62. */
  static long root(long square) {
    long guess = (long) Math.sqrt((square >>> 1) * 2.0);
    while (guess > LOW || Long.compareUnsigned(guess * guess, square) > 0) {
      guess--;
    }
    while (guess < LOW && Long.compareUnsigned((guess + 1) * (guess + 1), square) <= 0) {
      guess++;
    }
    return guess;
  }
}
