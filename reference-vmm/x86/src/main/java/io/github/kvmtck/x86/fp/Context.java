package io.github.kvmtck.x86.fp;

/**
 * How to compute and what came of it: what MXCSR and the x87 control and status words say, without
 * their layouts. Flags and masks have the bits that both of them use. Belongs to one processor.
 */
public final class Context {
  /** Invalid operation. */
  public static final int IE = 1;

  /** Denormal operand. */
  public static final int DE = 2;

  /** Division by zero. */
  public static final int ZE = 4;

  /** Overflow. */
  public static final int OE = 8;

  /** Underflow. */
  public static final int UE = 0x10;

  /** Inexact result. */
  public static final int PE = 0x20;

  /** All of them. */
  public static final int ALL = 0x3f;

  final NanRule nanRule;
  Rounding rounding = Rounding.NEAREST;
  boolean denormalsAreZero;
  private boolean flushToZero;
  private int masked = ALL;
  private int flags;
  private boolean grew;

  public Context(NanRule nanRule) {
    this.nanRule = nanRule;
  }

  /**
   * Sets up what follows and forgets flags.
   *
   * @param masked exceptions whose response is a value, {@link #IE} and so on
   */
  public void start(Rounding rounding, int masked) {
    this.rounding = rounding;
    this.masked = masked;
    flags = 0;
    grew = false;
  }

  public Rounding rounding() {
    return rounding;
  }

  /** MXCSR.FTZ and MXCSR.DAZ (SDM vol. 1, 10.2.3). */
  public void zeroes(boolean flushToZero, boolean denormalsAreZero) {
    this.flushToZero = flushToZero;
    this.denormalsAreZero = denormalsAreZero;
  }

  /** Exceptions since {@link #start}. */
  public int flags() {
    return flags;
  }

  /** Those of them that are not masked. */
  public int unmasked() {
    return flags & ~masked;
  }

  /** Whether the last rounding made the magnitude larger: C1 of the x87. */
  public boolean grew() {
    return grew;
  }

  /** Notes exceptions. */
  public void raise(int which) {
    flags |= which;
  }

  /** Takes back what was noted since {@link #flags} answered so. */
  void withdraw(int before) {
    flags = before;
    grew = false;
  }

  void rounded(boolean inexact, boolean larger) {
    grew = larger;
    if (inexact) {
      flags |= PE;
    }
  }

  boolean masks(int exception) {
    return (masked & exception) != 0;
  }

  boolean flushes() {
    return flushToZero && masks(UE);
  }

  /**
   * Notes a denormal operand.
   *
   * @return whether there is one and the exception is unmasked: nothing is computed then
   */
  public boolean denormal(Unpacked a) {
    if (a.kind != Unpacked.Kind.DENORMAL) {
      return false;
    }
    flags |= DE;
    return !masks(DE);
  }

  /** As {@link #denormal(Unpacked)}, of two. */
  boolean denormal(Unpacked a, Unpacked b) {
    boolean first = denormal(a);
    return denormal(b) || first;
  }
}
