package io.github.kvmtck.reference.irqchip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The register page of a local APIC: 32 bits on 16-byte boundaries (SDM vol. 3, table 12-1). */
final class ApicRegisters {
  static final int SIZE = 0x400;
  static final int ID = 0x20;
  static final int VERSION = 0x30;
  static final int TPR = 0x80;
  static final int ARBITRATION = 0x90;
  static final int PPR = 0xa0;
  static final int EOI = 0xb0;
  static final int LDR = 0xd0;
  static final int DFR = 0xe0;
  static final int SVR = 0xf0;
  static final int ISR = 0x100;
  static final int TMR = 0x180;
  static final int IRR = 0x200;
  static final int ESR = 0x280;
  static final int LVT_CMCI = 0x2f0;
  static final int ICR_LOW = 0x300;

  /** The upper half of ICR in x2APIC mode, where KVM has one register of 64 bits. */
  static final int ICR_UPPER = 0x304;

  static final int ICR_HIGH = 0x310;
  static final int LVT_TIMER = 0x320;
  static final int LVT_LINT0 = 0x350;
  static final int LVT_LINT1 = 0x360;
  static final int LVT_ERROR = 0x370;
  static final int TMICT = 0x380;
  static final int TMCCT = 0x390;
  static final int TDCR = 0x3e0;
  static final int SELF_IPI = 0x3f0;

  static final int LVT_MASKED = 1 << 16;
  static final int SVR_ENABLED = 1 << 8;

  /** EOIs are not broadcast: software sends them to the I/O APIC. */
  static final int SVR_DIRECTED_EOI = 1 << 12;

  private static final int STEP = 0x10;

  /** kvm_lapic_readable_reg_mask, without what only xAPIC mode has. */
  private static final long READABLE =
      mask(ID, 1)
          | mask(VERSION, 1)
          | mask(TPR, 1)
          | mask(PPR, 1)
          | mask(LDR, 1)
          | mask(SVR, 1)
          | mask(ISR, 8)
          | mask(TMR, 8)
          | mask(IRR, 8)
          | mask(ESR, 1)
          | mask(ICR_LOW, 1)
          | mask(LVT_TIMER, 6)
          | mask(TMICT, 1)
          | mask(TMCCT, 1)
          | mask(TDCR, 1);

  private static final long READABLE_IN_XAPIC =
      READABLE | mask(ARBITRATION, 1) | mask(DFR, 1) | mask(ICR_HIGH, 1);

  private final MemorySegment page = MemorySegment.ofArray(new long[SIZE / Long.BYTES]);

  private static long mask(int first, int count) {
    return (1L << count) - 1 << first / STEP;
  }

  /** Whether a register can be read: it exists, and is not for writing only. */
  static boolean readable(int register, ApicMode mode) {
    long registers = mode == ApicMode.X2APIC ? READABLE : READABLE_IN_XAPIC;
    return register < SIZE && (registers >>> register / STEP & 1) != 0;
  }

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
