package io.github.kvmtck.x86.cpu;

/** DR0-DR3, DR6, DR7. */
public final class DebugRegisters {
  /** DR6 with nothing reported. */
  public static final long DR6_INIT = 0xffff0ff0L;

  /** DR7 with nothing enabled. */
  public static final long DR7_INIT = 0x400;

  public static final long DR6_BS = 1 << 14;
  public static final long DR6_BD = 1 << 13;
  public static final long DR7_GD = 1 << 13;

  private final long[] address = new long[4];
  private long dr6 = DR6_INIT;
  private long dr7 = DR7_INIT;

  public long address(int index) {
    return address[index];
  }

  public void address(int index, long value) {
    address[index] = value;
  }

  public long dr6() {
    return dr6;
  }

  public void dr6(long value) {
    dr6 = value;
  }

  public long dr7() {
    return dr7;
  }

  public void dr7(long value) {
    dr7 = value;
  }
}
