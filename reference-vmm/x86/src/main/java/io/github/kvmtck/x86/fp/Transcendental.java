package io.github.kvmtck.x86.fp;

/**
 * The transcendental functions of the x87. They are computed with 128 bits and rounded once: what
 * they return differs from the exact value by less than 0.5 + 2^-50 units in the last place in
 * round to nearest, and by less than one otherwise; for the circular functions the exact value is
 * that for an argument reduced by the 66-bit π. SDM vol. 1, 8.3.10 allows one unit.
 */
public final class Transcendental {
  private final Context context;
  private final Exponential exponential = new Exponential();
  private final Logarithm logarithm = new Logarithm();
  private final Circular circular = new Circular();
  private final Arctangent arctangent = new Arctangent();

  Transcendental(Context context) {
    this.context = context;
  }

  /** {@code to} = 2^{@code a} - 1: F2XM1. */
  public void exponential(Unpacked a, Unpacked to) {
    exponential.compute(context, a, to);
  }

  /** {@code to} = {@code y} × log2({@code a}): FYL2X. */
  public void logarithm(Unpacked a, Unpacked y, Unpacked to) {
    logarithm.compute(context, a, y, to);
  }

  /** {@code to} = {@code y} × log2({@code a} + 1): FYL2XP1. */
  public void logarithmPlusOne(Unpacked a, Unpacked y, Unpacked to) {
    logarithm.computePlusOne(context, a, y, to);
  }

  /** {@code to} = the angle of the point ({@code x}, {@code y}): FPATAN. */
  public void arctangent(Unpacked x, Unpacked y, Unpacked to) {
    arctangent.compute(context, y, x, to);
  }

  /** Whether an argument is too large for the circular functions. */
  public static boolean outside(Unpacked a) {
    return Circular.outside(a);
  }

  /** {@code to} = sin {@code a}. */
  public void sine(Unpacked a, Unpacked to) {
    circular.sine(context, a, to);
  }

  /** {@code to} = cos {@code a}. */
  public void cosine(Unpacked a, Unpacked to) {
    circular.cosine(context, a, to);
  }

  /** {@code to} = tan {@code a}. */
  public void tangent(Unpacked a, Unpacked to) {
    circular.tangent(context, a, to);
  }
}
