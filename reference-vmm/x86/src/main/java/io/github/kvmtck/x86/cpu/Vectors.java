package io.github.kvmtck.x86.cpu;

import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.NanRule;
import java.util.Arrays;

/** XMM registers and MXCSR. */
public final class Vectors {
  public static final int INITIAL_MXCSR = 0x1f80;

  /** XMM0-XMM15 as pairs of quadwords, low first. */
  public final long[] xmm = new long[32];

  /** The second operand of the instruction that executes, low quadword first: no state. */
  public final long[] source = new long[2];

  /** Floating point as MXCSR says, set up for each instruction. */
  public final Arithmetic floats = new Arithmetic(NanRule.FIRST);

  private int mxcsr = INITIAL_MXCSR;

  public int mxcsr() {
    return mxcsr;
  }

  public void mxcsr(int value) {
    mxcsr = value;
  }

  void reset() {
    Arrays.fill(xmm, 0);
    mxcsr = INITIAL_MXCSR;
  }
}
