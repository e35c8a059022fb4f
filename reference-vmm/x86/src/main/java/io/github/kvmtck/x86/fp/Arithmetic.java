package io.github.kvmtck.x86.fp;

/**
 * Arithmetic of one processor, on numbers taken apart and on the bits of {@link Format#SINGLE} and
 * {@link Format#DOUBLE}. Flags gather in the {@link #context}. Where an exception that comes before
 * the computation (IE, DE, ZE) is not masked, what is returned means nothing.
 */
public final class Arithmetic {
  public final Context context;
  public final Transcendental transcendental;
  private final Unpacked first = new Unpacked();
  private final Unpacked second = new Unpacked();
  private final Unpacked result = new Unpacked();

  public Arithmetic(NanRule nanRule) {
    context = new Context(nanRule);
    transcendental = new Transcendental(context);
  }

  // --- on numbers taken apart; the result is another object than the operands ---

  /** {@code to} = {@code a} + {@code b}. */
  public void add(Format f, Unpacked a, Unpacked b, Unpacked to) {
    Addition.add(context, f, a, b, false, to);
  }

  /** {@code to} = {@code a} - {@code b}. */
  public void subtract(Format f, Unpacked a, Unpacked b, Unpacked to) {
    Addition.add(context, f, a, b, true, to);
  }

  /** {@code to} = {@code a} × {@code b}. */
  public void multiply(Format f, Unpacked a, Unpacked b, Unpacked to) {
    Product.multiply(context, f, a, b, to);
  }

  /** {@code to} = {@code a} / {@code b}. */
  public void divide(Format f, Unpacked a, Unpacked b, Unpacked to) {
    Quotient.divide(context, f, a, b, to);
  }

  /** {@code to} = the square root of {@code a}. */
  public void root(Format f, Unpacked a, Unpacked to) {
    Root.root(context, f, a, to);
  }

  /** Compares; a quiet NaN is invalid only where {@code signaling}. */
  public Relation compare(Unpacked a, Unpacked b, boolean signaling) {
    return Comparison.compare(context, a, b, signaling);
  }

  /** {@code to} = {@code a} rounded to an integer, in the format that it has. */
  public void integral(Unpacked a, Rounding rounding, Unpacked to) {
    Integral.round(context, a, rounding, to);
  }

  /** {@code a} as an integer of 16, 32 or 64 bits, or the integer indefinite. */
  public long toInteger(Unpacked a, int bits, Rounding rounding) {
    return Integral.toInteger(context, a, bits, rounding);
  }

  /** {@code to} = {@code a} rounded to a format; no flag tells of a denormal operand. */
  public void convert(Format f, Unpacked a, Unpacked to) {
    Conversion.convert(context, f, a, to);
  }

  /** {@code to} = {@code a} × 2^{@code b}, {@code b} truncated to an integer: FSCALE. */
  public void scale(Unpacked a, Unpacked b, Unpacked to) {
    Exponent.scale(context, a, b, to);
  }

  /** Takes {@code a} into its exponent, as a number, and its significand: FXTRACT. */
  public void extract(Unpacked a, Unpacked exponent, Unpacked significand) {
    Exponent.extract(context, a, exponent, significand);
  }

  /**
   * {@code to} = the remainder of {@code a} / {@code b}: FPREM, or FPREM1 where {@code nearest}.
   *
   * @return the low three bits of the quotient; less than 0 where another step is needed
   */
  public int remainder(Unpacked a, Unpacked b, boolean nearest, Unpacked to) {
    return Remainder.remainder(context, a, b, nearest, to);
  }

  // --- on bits ---

  /** a + b. */
  public long add(Format f, long a, long b) {
    take(f, a, b);
    add(f, first, second, result);
    return result.pack(f);
  }

  /** a - b. */
  public long subtract(Format f, long a, long b) {
    take(f, a, b);
    subtract(f, first, second, result);
    return result.pack(f);
  }

  /** a × b. */
  public long multiply(Format f, long a, long b) {
    take(f, a, b);
    multiply(f, first, second, result);
    return result.pack(f);
  }

  /** a / b. */
  public long divide(Format f, long a, long b) {
    take(f, a, b);
    divide(f, first, second, result);
    return result.pack(f);
  }

  /** The square root of a. */
  public long root(Format f, long a) {
    take(f, a);
    root(f, first, result);
    return result.pack(f);
  }

  /** Compares a with b; a quiet NaN is invalid only where {@code signaling}. */
  public Relation compare(Format f, long a, long b, boolean signaling) {
    take(f, a, b);
    return compare(first, second, signaling);
  }

  /** {@code a} rounded to an integer of its format. */
  public long integral(Format f, long a, Rounding rounding) {
    take(f, a);
    integral(first, rounding, result);
    return result.pack(f);
  }

  /** {@code a} as an integer of 32 or 64 bits, sign-extended, or the integer indefinite. */
  public long toInteger(Format f, long a, int bits, Rounding rounding) {
    take(f, a);
    return toInteger(first, bits, rounding);
  }

  /** An integer as a number. */
  public long fromInteger(Format f, long integer) {
    first.unpack(integer);
    convert(f, first, result);
    return result.pack(f);
  }

  /** {@code a} in another format; a denormal operand is noted. */
  public long convert(Format from, Format to, long a) {
    take(from, a);
    if (context.denormal(first)) {
      return 0;
    }
    convert(to, first, result);
    return result.pack(to);
  }

  /** A number as it is as an operand: a denormal may be a zero. */
  public long operand(Format f, long a) {
    take(f, a);
    return first.pack(f);
  }

  private void take(Format f, long a, long b) {
    take(f, a);
    take(f, b, second);
  }

  private void take(Format f, long a) {
    take(f, a, first);
  }

  private void take(Format f, long bits, Unpacked into) {
    into.unpack(f, bits);
    if (context.denormalsAreZero && into.kind == Unpacked.Kind.DENORMAL) {
      into.setZero(into.negative);
    }
  }
}
