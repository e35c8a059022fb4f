package io.github.kvmtck.x86.cpu;

import java.util.Arrays;

/** XMM registers, MXCSR, and of the x87 what FNINIT, FNSTCW and FNSTSW show. */
public final class Vectors {
  /** XMM0-XMM15 as pairs of quadwords, low first. */
  public final long[] xmm = new long[32];

  /** The second operand of the instruction that executes, low quadword first: no state. */
  public final long[] source = new long[2];

  private int mxcsr = 0x1f80;
  private int controlWord = 0x37f;
  private int statusWord;
  private int tagWord = 0xffff;

  public int mxcsr() {
    return mxcsr;
  }

  public void mxcsr(int value) {
    mxcsr = value;
  }

  public int controlWord() {
    return controlWord;
  }

  public void controlWord(int value) {
    controlWord = value & 0xffff;
  }

  public int statusWord() {
    return statusWord;
  }

  public void statusWord(int value) {
    statusWord = value & 0xffff;
  }

  /** Full 16-bit tag word, two bits a register. */
  public int tagWord() {
    return tagWord;
  }

  public void tagWord(int value) {
    tagWord = value & 0xffff;
  }

  /** FNINIT (SDM vol. 1, 8.1.5). */
  public void init() {
    controlWord = 0x37f;
    statusWord = 0;
    tagWord = 0xffff;
  }

  void reset() {
    Arrays.fill(xmm, 0);
    mxcsr = 0x1f80;
    controlWord = 0x40;
    statusWord = 0;
    tagWord = 0x5555;
  }
}
