package io.github.kvmtck.reference.irqchip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The register page of a local APIC: 32 bits on 16-byte boundaries (SDM vol. 3, table 12-1). */
final class ApicRegisters {
  static final int SIZE = 0x400;
  static final int ID = 0x20;
  static final int VERSION = 0x30;
  static final int TPR = 0x80;
  static final int PPR = 0xa0;
  static final int EOI = 0xb0;
  static final int LDR = 0xd0;
  static final int DFR = 0xe0;
  static final int SVR = 0xf0;
  static final int ISR = 0x100;
  static final int TMR = 0x180;
  static final int IRR = 0x200;
  static final int ICR_LOW = 0x300;
  static final int ICR_HIGH = 0x310;
  static final int LVT_TIMER = 0x320;
  static final int LVT_LINT0 = 0x350;
  static final int LVT_LINT1 = 0x360;
  static final int LVT_ERROR = 0x370;
  static final int TMICT = 0x380;
  static final int TMCCT = 0x390;
  static final int TDCR = 0x3e0;

  static final int LVT_MASKED = 1 << 16;
  static final int SVR_ENABLED = 1 << 8;

  private static final int STEP = 0x10;

  private final MemorySegment page = MemorySegment.ofArray(new long[SIZE / Long.BYTES]);

  int get(int register) {
    return page.get(ValueLayout.JAVA_INT, register);
  }

  void set(int register, int value) {
    page.set(ValueLayout.JAVA_INT, register, value);
  }

  void clear() {
    page.fill((byte) 0);
  }

  void copyTo(MemorySegment out) {
    out.copyFrom(page);
  }

  void copyFrom(MemorySegment in) {
    page.copyFrom(in.asSlice(0, SIZE));
  }

  /** One bit of IRR, ISR or TMR. */
  boolean has(int register, int vector) {
    return (get(word(register, vector)) & 1 << vector) != 0;
  }

  void put(int register, int vector, boolean on) {
    int at = word(register, vector);
    int mask = 1 << vector;
    set(at, on ? get(at) | mask : get(at) & ~mask);
  }

  private static int word(int register, int vector) {
    return register + (vector >>> 5) * STEP;
  }

  /** The highest vector in IRR or ISR; {@link LocalApic#NONE} where there is none. */
  int highest(int register) {
    for (int word = 7; word >= 0; word--) {
      int bits = get(register + word * STEP);
      if (bits != 0) {
        return word * Integer.SIZE + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bits);
      }
    }
    return LocalApic.NONE;
  }

  /** Software-enabled by the spurious-interrupt vector register. */
  boolean enabled() {
    return (get(SVR) & SVR_ENABLED) != 0;
  }

  /** Every LVT is masked: at RESET and INIT, and where software disables the APIC. */
  void maskLocal() {
    for (int lvt = LVT_TIMER; lvt <= LVT_ERROR; lvt += STEP) {
      set(lvt, get(lvt) | LVT_MASKED);
    }
  }
}
