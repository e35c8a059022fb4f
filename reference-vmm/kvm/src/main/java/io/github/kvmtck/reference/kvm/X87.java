package io.github.kvmtck.reference.kvm;

import java.lang.foreign.MemorySegment;

/** x87 state that the processor does not work on: kept so that what is set can be read back. */
public final class X87 {
  /** ST0 to ST7, 16 bytes each. */
  public static final long SIZE = 128;

  private final MemorySegment registers = MemorySegment.ofArray(new byte[(int) SIZE]);
  private int lastOpcode;
  private long lastIp;
  private long lastDp;

  public MemorySegment registers() {
    return registers;
  }

  public int lastOpcode() {
    return lastOpcode;
  }

  public long lastIp() {
    return lastIp;
  }

  public long lastDp() {
    return lastDp;
  }

  /** Opcode, instruction and data pointer of the last x87 instruction. */
  public void last(int opcode, long ip, long dp) {
    lastOpcode = opcode;
    lastIp = ip;
    lastDp = dp;
  }
}
