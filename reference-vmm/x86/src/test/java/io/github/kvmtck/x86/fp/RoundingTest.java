package io.github.kvmtck.x86.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation in each format and rounding mode against the definition of rounding. */
class RoundingTest {
  private static final int CASES = 1_000;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_102);
  private final Arithmetic arithmetic = new Arithmetic(NanRule.LARGER);
  private final Unpacked a = new Unpacked();
  private final Unpacked b = new Unpacked();
  private final Unpacked result = new Unpacked();

  @ParameterizedTest
  @EnumSource(Format.class)
  void sums(Format f) {
    for (int i = 0; i < CASES; i++) {
      Rounding mode = draw(f);
      arithmetic.add(f, a, b, result);
      check(f, mode, Exact.of(a).plus(Exact.of(b)));
      start(mode);
      arithmetic.subtract(f, a, b, result);
      check(f, mode, Exact.of(a).plus(Exact.of(b).negate()));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void products(Format f) {
    for (int i = 0; i < CASES; i++) {
      Rounding mode = draw(f);
      arithmetic.multiply(f, a, b, result);
      check(f, mode, Exact.of(a).times(Exact.of(b)));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void quotients(Format f) {
    for (int i = 0; i < CASES; i++) {
      Rounding mode = draw(f);
      arithmetic.divide(f, a, b, result);
      check(f, mode, Exact.of(a).over(Exact.of(b)));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void roots(Format f) {
    for (int i = 0; i < CASES; i++) {
      Rounding mode = draw(f);
      a.negative = false;
      arithmetic.root(f, a, result);
      check(f, mode, Exact.of(a).root());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void conversions(Format f) {
    for (int i = 0; i < CASES; i++) {
      Rounding mode = draw(f);
      arithmetic.convert(f, a, result);
      check(f, mode, Exact.of(a));
    }
  }

  @Test
  void unmaskedUnderflowAndOverflowMoveTheExponent() {
    arithmetic.context.start(Rounding.NEAREST, 0);
    a.unpack(1, 1L << 63);
    arithmetic.multiply(Format.EXTENDED, a, a, result);
    assertThat(arithmetic.context.flags()).isEqualTo(Context.UE);
    assertThat(result.signExponent()).isEqualTo(1 + 1 - 16383 + 24576);
    arithmetic.context.start(Rounding.NEAREST, 0);
    a.unpack(0x7ffe, 1L << 63);
    arithmetic.multiply(Format.EXTENDED, a, a, result);
    assertThat(arithmetic.context.flags()).isEqualTo(Context.OE);
    assertThat(result.signExponent()).isEqualTo(2 * 0x7ffe - 16383 - 24576);
  }

  @Test
  void flushToZeroReplacesWhatIsTiny() {
    arithmetic.context.zeroes(true, false);
    start(Rounding.UP);
    long tiny = arithmetic.multiply(Format.SINGLE, 0x0080_0000, 0xbf00_0000L);
    assertThat(tiny).isEqualTo(0x8000_0000L);
    assertThat(arithmetic.context.flags()).isEqualTo(Context.UE | Context.PE);
    arithmetic.context.zeroes(false, true);
    start(Rounding.NEAREST);
    assertThat(arithmetic.add(Format.SINGLE, 1, 0x3f80_0000)).isEqualTo(0x3f80_0000);
    assertThat(arithmetic.context.flags()).isZero();
  }

  private void start(Rounding mode) {
    arithmetic.context.start(mode, Context.ALL);
  }

  /** Operands whose exponents are near each other, or such that the result is near a limit. */
  private Rounding draw(Format f) {
    Rounding mode = Rounding.of(random.nextInt(4));
    start(mode);
    int range = f.bias() + 64;
    int from = random.nextInt(4) == 0 ? f.minExponent() + random.nextInt(3) : random.nextInt(range);
    number(a, f, random.nextBoolean() ? from : -from);
    int distance = random.nextInt(8) == 0 ? random.nextInt(range) : random.nextInt(140) - 70;
    number(b, f, a.exponent + distance);
    if (random.nextInt(3) == 0) {
      int edge = random.nextBoolean() ? f.minExponent() : f.maxExponent();
      number(b, f, (random.nextBoolean() ? edge - a.exponent : a.exponent - edge) - 2);
      b.exponent += random.nextInt(5) - random.nextInt(1 + f.precision() / 2);
    }
    return mode;
  }

  private void number(Unpacked into, Format f, int exponent) {
    long significand =
        switch (random.nextInt(4)) {
          case 0 -> -1L << random.nextInt(64);
          case 1 -> Unpacked.TOP | 1L << random.nextInt(64);
          default -> random.nextLong() | Unpacked.TOP;
        };
    into.set(
        Unpacked.Kind.NORMAL,
        random.nextBoolean(),
        exponent,
        random.nextBoolean() ? significand : significand & -1L << 64 - f.precision());
  }

  private void check(Format f, Rounding mode, Exact exact) {
    if (exact.numerator().signum() == 0) {
      assertThat(result.kind).isEqualTo(Unpacked.Kind.ZERO);
      assertThat(result.negative).isEqualTo(mode == Rounding.DOWN);
      return;
    }
    Exact.Rounded expected = exact.round(f, mode);
    assertThat(arithmetic.context.flags())
        .as("flags of %s rounded to %s %s", exact, f, mode)
        .isEqualTo(expected.flags());
    assertThat(result.kind == Unpacked.Kind.INFINITY).isEqualTo(expected.infinite());
    if (!expected.infinite()) {
      assertThat(Exact.of(result).same(expected.value()))
          .as("%s rounded to %s %s", exact, f, mode)
          .isTrue();
      int larger = magnitude(expected.value()).compareTo(magnitude(exact, expected.value()));
      assertThat(arithmetic.context.grew()).isEqualTo(larger > 0);
    }
  }

  private static BigInteger magnitude(Exact value) {
    return value.numerator().abs();
  }

  /** The magnitude of a number over the denominator of another, rounded down. */
  private static BigInteger magnitude(Exact value, Exact like) {
    return value.numerator().abs().multiply(like.denominator()).divide(value.denominator());
  }
}
