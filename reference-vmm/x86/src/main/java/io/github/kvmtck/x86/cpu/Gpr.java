package io.github.kvmtck.x86.cpu;

/** Numbers of the general registers, as instructions encode them. */
public final class Gpr {
  public static final int RAX = 0;
  public static final int RCX = 1;
  public static final int RDX = 2;
  public static final int RBX = 3;
  public static final int RSP = 4;
  public static final int RBP = 5;
  public static final int RSI = 6;
  public static final int RDI = 7;

  /** The register that always reads zero: stands for an absent base or index. */
  public static final int ZERO = 16;

  /** Base of a RIP-relative address. */
  public static final int RIP = 17;

  /** Byte registers AH, CH, DH, BH are numbered from here. */
  public static final int HIGH_BYTE = 16;

  private Gpr() {}
}
