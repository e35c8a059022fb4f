package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.LocalApic;

/** Accesses of a guest to the register page of its local APIC: 32 bits, on 16-byte boundaries. */
final class ApicAccess {
  private static final int PAGE_MASK = 0xfff;
  private static final int REGISTER_MASK = 0xff0;

  private ApicAccess() {}

  /** Narrow reads see part of the register. */
  static long read(LocalApic apic, long address, int length) {
    int offset = (int) address & PAGE_MASK;
    if (offset >= LocalApic.REGISTERS || (offset & 0xc) != 0) {
      return 0;
    }
    long value = apic.read(offset & REGISTER_MASK) & 0xffff_ffffL;
    return value >>> (offset & 3) * 8 & (length >= 8 ? -1L : (1L << length * 8) - 1);
  }

  /** Anything but an aligned 32-bit write is ignored. */
  static void write(LocalApic apic, long address, int length, long value) {
    int offset = (int) address & PAGE_MASK;
    if (length == Integer.BYTES && (offset & 0xf) == 0 && offset < LocalApic.REGISTERS) {
      apic.write(offset, (int) value);
    }
  }
}
