package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOAPIC_NUM_PINS;

import java.util.Arrays;

/**
 * The redirection table of the I/O APIC (union kvm_ioapic_redirect_entry). Whoever owns it
 * serialises the calls.
 */
final class Redirections {
  private static final long MASKED = 1 << 16;
  private static final long LEVEL = 1 << 15;
  private static final long REMOTE_IRR = 1 << 14;
  private static final long READ_ONLY = REMOTE_IRR | 1 << 12;
  private static final long LOGICAL = 1 << 11;
  private static final long LOW_32 = 0xffff_ffffL;

  private final long[] entries = new long[KVM_IOAPIC_NUM_PINS];

  /** After reset: everything is masked. */
  Redirections() {
    Arrays.fill(entries, MASKED);
  }

  long entry(int pin) {
    return entries[pin];
  }

  void entry(int pin, long bits) {
    entries[pin] = bits;
  }

  boolean masked(int pin) {
    return (entries[pin] & MASKED) != 0;
  }

  boolean levelTriggered(int pin) {
    return (entries[pin] & LEVEL) != 0;
  }

  int vector(int pin) {
    return (int) entries[pin] & 0xff;
  }

  /** Masked, or a local APIC has not ended the last one yet. */
  boolean blocked(int pin) {
    return masked(pin) || levelTriggered(pin) && (entries[pin] & REMOTE_IRR) != 0;
  }

  /** Remote IRR. */
  void served(int pin, boolean on) {
    entries[pin] = on ? entries[pin] | REMOTE_IRR : entries[pin] & ~REMOTE_IRR;
  }

  Ipi message(int pin) {
    long entry = entries[pin];
    return Ipi.fromPin(
        (int) entry & 0xff,
        (int) entry >>> 8 & 7,
        (entry & LEVEL) != 0,
        (entry & LOGICAL) != 0,
        (int) (entry >>> 56) & 0xff);
  }

  /** 32 bits of an entry. */
  long half(int pin, boolean upper) {
    return upper ? entries[pin] >>> 32 : entries[pin] & LOW_32;
  }

  /** A write: of the lower half, delivery status and remote IRR cannot be written. */
  void redirect(int pin, boolean upper, long value) {
    if (upper) {
      entries[pin] = entries[pin] & LOW_32 | value << 32;
    } else {
      long kept = entries[pin] & READ_ONLY;
      entries[pin] = entries[pin] & ~LOW_32 | value & ~READ_ONLY | kept;
    }
    // An I/O APIC without an EOI register is made to forget in this way.
    if (!levelTriggered(pin)) {
      served(pin, false);
    }
  }
}
