package io.github.kvmtck.x86.fp;

import io.github.kvmtck.x86.fp.Unpacked.Kind;

/** Operands that are no number (SDM vol. 1, 4.8.3.5 and table 4-7). */
final class Nans {
  private Nans() {}

  /** The response to an invalid operation. */
  static void invalid(Context c, Unpacked to) {
    c.raise(Context.IE);
    to.setIndefinite();
  }

  /** Whether the operand decides the result alone; then {@code to} has it. */
  static boolean decides(Context c, Unpacked a, Unpacked to) {
    return decides(c, a, a, to);
  }

  /** Whether one of the operands decides the result alone; then {@code to} has it. */
  static boolean decides(Context c, Unpacked a, Unpacked b, Unpacked to) {
    if (a.kind == Kind.UNSUPPORTED || b.kind == Kind.UNSUPPORTED) {
      invalid(c, to);
      return true;
    }
    if (!a.isNan() && !b.isNan()) {
      return false;
    }
    if (a.kind == Kind.SIGNALING || b.kind == Kind.SIGNALING) {
      c.raise(Context.IE);
    }
    to.set(choose(c, a, b));
    to.quiet();
    return true;
  }

  private static Unpacked choose(Context c, Unpacked a, Unpacked b) {
    if (!a.isNan() || !b.isNan()) {
      return a.isNan() ? a : b;
    }
    if (c.nanRule == NanRule.FIRST) {
      return a;
    }
    if (a.kind != b.kind) {
      return a.kind == Kind.QUIET ? a : b;
    }
    int larger = Long.compareUnsigned(a.significand, b.significand);
    return larger > 0 || larger == 0 && !a.negative ? a : b;
  }
}
