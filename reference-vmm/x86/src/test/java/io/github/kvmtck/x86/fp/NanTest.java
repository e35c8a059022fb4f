package io.github.kvmtck.x86.fp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SDM vol. 1, table 4-7, and what is invalid. */
class NanTest {
  private static final long QUIET = 0x7ff8_0000_0000_0001L;
  private static final long LARGER = 0x7ff8_0000_0000_0002L;
  private static final long SIGNALING = 0x7ff0_0000_0000_0003L;
  private static final long ONE = 0x3ff0_0000_0000_0000L;
  private static final long INDEFINITE = 0xfff8_0000_0000_0000L;
  private static final long INFINITE = 0x7ff0_0000_0000_0000L;
  private static final long QUIETED = SIGNALING | 1L << 51;

  private static Arithmetic arithmetic(NanRule rule) {
    return new Arithmetic(rule);
  }

  @Test
  void sseTakesTheFirst() {
    assertThat(sum(NanRule.FIRST, QUIET, LARGER, 0)).isEqualTo(QUIET);
    assertThat(sum(NanRule.FIRST, SIGNALING, LARGER, Context.IE)).isEqualTo(QUIETED);
    assertThat(sum(NanRule.FIRST, QUIET, SIGNALING, Context.IE)).isEqualTo(QUIET);
    assertThat(sum(NanRule.FIRST, ONE, SIGNALING, Context.IE)).isEqualTo(QUIETED);
  }

  @Test
  void x87TakesTheLargerAndPrefersQuietOnes() {
    assertThat(sum(NanRule.LARGER, QUIET, LARGER, 0)).isEqualTo(LARGER);
    assertThat(sum(NanRule.LARGER, SIGNALING, QUIET, Context.IE)).isEqualTo(QUIET);
    assertThat(sum(NanRule.LARGER, SIGNALING, ONE, Context.IE)).isEqualTo(QUIETED);
    long negative = QUIET | Long.MIN_VALUE;
    assertThat(sum(NanRule.LARGER, negative, QUIET, 0)).isEqualTo(QUIET);
  }

  private static long sum(NanRule rule, long a, long b, int flags) {
    Arithmetic arithmetic = arithmetic(rule);
    long sum = arithmetic.add(Format.DOUBLE, a, b);
    assertThat(arithmetic.context.flags()).isEqualTo(flags);
    return sum;
  }

  @Test
  void whatIsInvalidIsIndefinite() {
    Arithmetic x = arithmetic(NanRule.FIRST);
    assertThat(x.subtract(Format.DOUBLE, INFINITE, INFINITE)).isEqualTo(INDEFINITE);
    assertThat(x.multiply(Format.DOUBLE, INFINITE, 0)).isEqualTo(INDEFINITE);
    assertThat(x.divide(Format.DOUBLE, 0, 0)).isEqualTo(INDEFINITE);
    assertThat(x.root(Format.DOUBLE, INDEFINITE ^ 1L << 51 ^ 1L << 62)).isEqualTo(INDEFINITE);
    assertThat(x.context.flags()).isEqualTo(Context.IE);
  }

  @Test
  void aDenormalOperandIsNotedUnlessANanDecides() {
    Arithmetic x = arithmetic(NanRule.FIRST);
    x.add(Format.DOUBLE, 1, QUIET);
    assertThat(x.context.flags()).isZero();
    x.add(Format.DOUBLE, 1, INFINITE);
    assertThat(x.context.flags()).isEqualTo(Context.DE);
  }

  @Test
  void zeroDividesByItself() {
    Arithmetic x = arithmetic(NanRule.FIRST);
    assertThat(x.divide(Format.DOUBLE, 1, Long.MIN_VALUE)).isEqualTo(INFINITE | Long.MIN_VALUE);
    assertThat(x.context.flags()).isEqualTo(Context.ZE);
    assertThat(x.context.unmasked()).isZero();
  }

  @Test
  void extendedEncodingsThatAreInvalid() {
    Unpacked a = new Unpacked();
    a.unpack(0x3fff, 1);
    assertThat(a.kind()).isEqualTo(Unpacked.Kind.UNSUPPORTED);
    a.unpack(0x7fff, 0);
    assertThat(a.kind()).isEqualTo(Unpacked.Kind.UNSUPPORTED);
    a.unpack(0, Long.MIN_VALUE);
    assertThat(a.kind()).isEqualTo(Unpacked.Kind.DENORMAL);
    assertThat(a.signExponent()).isEqualTo(1);
    assertThat(a.extendedSignificand()).isEqualTo(Long.MIN_VALUE);
  }
}
