package io.github.kvmtck.x86.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Round to nearest is what Java computes, in both formats. */
class JavaTest {
  private static final int CASES = 50_000;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_103);
  private final Arithmetic arithmetic = new Arithmetic(NanRule.FIRST);

  @Test
  void doubles() {
    for (int i = 0; i < CASES; i++) {
      long a = bits64();
      long b = random.nextInt(4) == 0 ? a ^ random.nextInt(4) : bits64();
      double x = Double.longBitsToDouble(a);
      double y = Double.longBitsToDouble(b);
      same(arithmetic.add(Format.DOUBLE, a, b), x + y);
      same(arithmetic.subtract(Format.DOUBLE, a, b), x - y);
      same(arithmetic.multiply(Format.DOUBLE, a, b), x * y);
      same(arithmetic.divide(Format.DOUBLE, a, b), x / y);
      same(arithmetic.root(Format.DOUBLE, a), Math.sqrt(x));
      same(arithmetic.integral(Format.DOUBLE, a, Rounding.NEAREST), Math.rint(x));
      same(arithmetic.integral(Format.DOUBLE, a, Rounding.DOWN), Math.floor(x));
      same(arithmetic.integral(Format.DOUBLE, a, Rounding.UP), Math.ceil(x));
      same((int) arithmetic.convert(Format.DOUBLE, Format.SINGLE, a), (float) x);
      same(arithmetic.fromInteger(Format.DOUBLE, a), (double) a);
      assertThat(arithmetic.compare(Format.DOUBLE, a, b, false)).isEqualTo(relation(x, y));
      assertThat(arithmetic.toInteger(Format.DOUBLE, a, 64, Rounding.TO_ZERO))
          .isEqualTo(Math.abs(x) < 0x1p63 ? (long) x : Long.MIN_VALUE);
      assertThat(arithmetic.toInteger(Format.DOUBLE, a, 32, Rounding.TO_ZERO))
          .isEqualTo(!Double.isNaN(x) && (int) x == (long) x ? (int) x : Integer.MIN_VALUE);
    }
  }

  @Test
  void floats() {
    for (int i = 0; i < CASES; i++) {
      int a = bits32();
      int b = random.nextInt(4) == 0 ? a ^ random.nextInt(4) : bits32();
      float x = Float.intBitsToFloat(a);
      float y = Float.intBitsToFloat(b);
      same((int) arithmetic.add(Format.SINGLE, a, b), x + y);
      same((int) arithmetic.subtract(Format.SINGLE, a, b), x - y);
      same((int) arithmetic.multiply(Format.SINGLE, a, b), x * y);
      same((int) arithmetic.divide(Format.SINGLE, a, b), x / y);
      same((int) arithmetic.root(Format.SINGLE, a), (float) Math.sqrt(x));
      same(arithmetic.convert(Format.SINGLE, Format.DOUBLE, a), (double) x);
      same((int) arithmetic.fromInteger(Format.SINGLE, a), (float) a);
      assertThat(arithmetic.compare(Format.SINGLE, a, b, false)).isEqualTo(relation(x, y));
    }
  }

  private static Relation relation(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Relation.UNORDERED;
    }
    return x < y ? Relation.LESS : x > y ? Relation.GREATER : Relation.EQUAL;
  }

  private static void same(long bits, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(Double.longBitsToDouble(bits)).isNaN();
    } else {
      assertThat(bits).isEqualTo(Double.doubleToRawLongBits(expected));
    }
  }

  private static void same(int bits, float expected) {
    if (Float.isNaN(expected)) {
      assertThat(Float.intBitsToFloat(bits)).isNaN();
    } else {
      assertThat(bits).isEqualTo(Float.floatToRawIntBits(expected));
    }
  }

  private long bits64() {
    long exponent =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(3);
          case 1 -> 0x7ff - random.nextInt(3);
          case 2, 3 -> 0x3ff + random.nextInt(130) - 65;
          default -> random.nextInt(0x800);
        };
    long fraction =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> 1L << random.nextInt(52);
          default -> random.nextLong() >>> 12;
        };
    return exponent << 52 | fraction | (random.nextBoolean() ? Long.MIN_VALUE : 0);
  }

  private int bits32() {
    int exponent =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(3);
          case 1 -> 0xff - random.nextInt(3);
          case 2, 3 -> 0x7f + random.nextInt(70) - 35;
          default -> random.nextInt(0x100);
        };
    int fraction =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> 1 << random.nextInt(23);
          default -> random.nextInt() >>> 9;
        };
    return exponent << 23 | fraction | (random.nextBoolean() ? Integer.MIN_VALUE : 0);
  }
}
