package io.github.kvmtck.x86.fp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Against Java's functions to their precision, and against what is known to the last bit. */
class TranscendentalTest {
  private static final int CASES = 20_000;
  private static final double PRECISION = 0x1p-50;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_104);
  private final Arithmetic arithmetic = new Arithmetic(NanRule.LARGER);
  private final Transcendental functions = arithmetic.transcendental;
  private final Unpacked a = new Unpacked();
  private final Unpacked b = new Unpacked();
  private final Unpacked result = new Unpacked();
  private final Unpacked rounded = new Unpacked();

  @Test
  void functionsAreThoseOfJava() {
    for (int i = 0; i < CASES; i++) {
      double x = Math.scalb(random.nextDouble() * 2 - 1, -random.nextInt(40));
      double y = Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(20) - 10);
      put(a, x);
      functions.exponential(a, result);
      same(Math.expm1(x * Math.log(2)));
      functions.sine(a, result);
      same(Math.sin(x));
      functions.cosine(a, result);
      same(Math.cos(x));
      functions.tangent(a, result);
      same(Math.tan(x));
      put(b, y);
      functions.logarithmPlusOne(a, b, result);
      same(y * Math.log1p(x) / Math.log(2));
      functions.arctangent(a, b, result);
      same(Math.atan2(y, x));
      put(a, Math.abs(y) * 1000);
      functions.logarithm(a, b, result);
      same(y * Math.log(Math.abs(y) * 1000) / Math.log(2));
    }
  }

  private static void put(Unpacked into, double value) {
    into.unpack(Format.DOUBLE, Double.doubleToRawLongBits(value));
  }

  private void same(double expected) {
    arithmetic.convert(Format.DOUBLE, result, rounded);
    assertThat(Double.longBitsToDouble(rounded.pack(Format.DOUBLE)))
        .isCloseTo(expected, within(Math.max(Math.abs(expected) * PRECISION, 0x1p-1000)));
    arithmetic.context.start(Rounding.NEAREST, Context.ALL);
  }

  @Test
  void piHas66Bits() {
    a.unpack(0x4000, 0xc90f_daa2_2168_c235L);
    functions.sine(a, result);
    assertThat(result.signExponent()).isEqualTo(0xbfbf);
    assertThat(result.extendedSignificand()).isEqualTo(1L << 63);
    a.unpack(0x403d, -1);
    assertThat(Transcendental.outside(a)).isFalse();
    a.unpack(0x403e, 1L << 63);
    assertThat(Transcendental.outside(a)).isTrue();
  }

  @Test
  void powersOfTwoHaveIntegerLogarithms() {
    put(a, 0x1p-70);
    put(b, 3);
    functions.logarithm(a, b, result);
    assertThat(Double.longBitsToDouble(result.pack(Format.DOUBLE))).isEqualTo(-210);
  }

  @Test
  void quadrants() {
    put(a, -1);
    put(b, -0.0);
    functions.arctangent(a, b, result);
    assertThat(result.signExponent()).isEqualTo(0xc000);
    assertThat(result.extendedSignificand()).isEqualTo(0xc90f_daa2_2168_c235L);
    put(a, Double.NEGATIVE_INFINITY);
    put(b, Double.POSITIVE_INFINITY);
    functions.arctangent(a, b, result);
    assertThat(result.signExponent()).isEqualTo(0x4000);
    assertThat(result.extendedSignificand()).isEqualTo(0x96cb_e3f9_990e_91a8L);
  }
}
