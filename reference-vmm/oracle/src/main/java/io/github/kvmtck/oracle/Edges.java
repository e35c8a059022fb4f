package io.github.kvmtck.oracle;

import java.util.random.RandomGenerator;

/** Random numbers that like the values at which instructions behave differently. */
public final class Edges {
  private Edges() {}

  /** Eight bytes, as lanes of one width or as one number. */
  static long lanes(RandomGenerator random) {
    int bits = 8 << random.nextInt(4);
    long value = 0;
    for (int at = 0; at < 64; at += bits) {
      value |= next(random, bits) << at;
    }
    return value;
  }

  /** Two single or one double precision number, of every class, many near one another. */
  static long floats(RandomGenerator random) {
    return random.nextBoolean()
        ? floating(random, 11, 52)
        : floating(random, 8, 23) << 32 | floating(random, 8, 23);
  }

  private static long floating(RandomGenerator random, int exponentBits, int fractionBits) {
    long top = (1L << exponentBits) - 1;
    long exponent =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> top;
          case 2 -> random.nextInt(4);
          case 3 -> top - random.nextInt(4);
          case 4 -> random.nextLong(top + 1);
          default -> top / 2 + random.nextInt(-8, 72);
        };
    long sign = random.nextBoolean() ? 1L << exponentBits + fractionBits : 0;
    return sign | exponent << fractionBits | next(random, fractionBits);
  }

  /** A number of at most {@code bits} bits. */
  public static long next(RandomGenerator random, int bits) {
    long value =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> -1L;
          case 2 -> 1L << random.nextInt(bits);
          case 3 -> (1L << random.nextInt(bits)) - 1;
          case 4 -> random.nextInt(40) - 20;
          default -> random.nextLong();
        };
    return bits == 64 ? value : value & (1L << bits) - 1;
  }
}
