package io.github.kvmtck.x86.cpu;

/** RAX to R15 in their widths, and RIP. */
public abstract class GeneralRegisters {
  /** RAX to R15 as encoded, then {@link Gpr#ZERO}. */
  public final long[] r = new long[17];

  /** While an instruction executes: the address of the next one. */
  public long rip;

  GeneralRegisters() {}

  /** A byte register, numbered as {@link Gpr#HIGH_BYTE} says. */
  public long get8(int n) {
    return n < Gpr.HIGH_BYTE ? r[n] & 0xff : r[n - Gpr.HIGH_BYTE] >> 8 & 0xff;
  }

  public void put8(int n, long value) {
    if (n < Gpr.HIGH_BYTE) {
      r[n] = r[n] & ~0xffL | value & 0xff;
    } else {
      r[n - Gpr.HIGH_BYTE] = r[n - Gpr.HIGH_BYTE] & ~0xff00L | (value & 0xff) << 8;
    }
  }

  public void put16(int n, long value) {
    r[n] = r[n] & ~0xffffL | value & 0xffff;
  }

  /** A general register, zero-extended. */
  public long get(int n, int bits) {
    return switch (bits) {
      case 8 -> get8(n);
      case 16 -> r[n] & 0xffff;
      case 32 -> r[n] & 0xffffffffL;
      default -> r[n];
    };
  }

  /** Writes a general register; 32 bits clear the upper half. */
  public void put(int n, int bits, long value) {
    switch (bits) {
      case 8 -> put8(n, value);
      case 16 -> put16(n, value);
      case 32 -> r[n] = value & 0xffffffffL;
      default -> r[n] = value;
    }
  }
}
