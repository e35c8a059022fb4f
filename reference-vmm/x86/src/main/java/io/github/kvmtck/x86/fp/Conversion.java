package io.github.kvmtck.x86.fp;

/** Numbers of one format in another. */
final class Conversion {
  private Conversion() {}

  /** {@code to} = {@code a} rounded to a format. A denormal operand is not noted. */
  static void convert(Context c, Format f, Unpacked a, Unpacked to) {
    if (Nans.decides(c, a, to)) {
      return;
    }
    if (a.isFinite()) {
      Rounder.round(c, f, a, a.negative, to);
    } else {
      to.set(a);
    }
  }
}
