package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOAPIC_NUM_PINS;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/** The I/O APIC (arch/x86/kvm/ioapic.c): a redirection table of 24 entries. */
public final class IoApic {
  /** Where its two registers are in guest memory. */
  public static final long BASE = 0xfec0_0000L;

  /** Bytes that it answers in. */
  public static final int LENGTH = 0x100;

  private static final int WINDOW = 0x10;
  private static final int VERSION = 0x0017_0011;
  private static final int REDIRECTION = 0x10;
  private static final long MASKED = 1 << 16;
  private static final long LEVEL = 1 << 15;
  private static final long REMOTE_IRR = 1 << 14;
  private static final long READ_ONLY = REMOTE_IRR | 1 << 12;
  private static final long LOW_32 = 0xffff_ffffL;

  private final long[] table = new long[KVM_IOAPIC_NUM_PINS];
  private final int[] sources = new int[KVM_IOAPIC_NUM_PINS];
  private final ToIntFunction<Ipi> bus;
  private int selected;
  private int id;
  private int irr;

  /**
   * An I/O APIC after reset: everything is masked.
   *
   * @param bus delivers to the local APICs, and says how many took it, or less than 0
   */
  public IoApic(ToIntFunction<Ipi> bus) {
    this.bus = bus;
    Arrays.fill(table, MASKED);
  }

  /**
   * kvm_ioapic_set_irq.
   *
   * @param source a bit for whom the line is driven by: it is high while one of them holds it
   * @return how many local APICs took it; 0 where it was coalesced, less than 0 where masked
   */
  public int set(int pin, int source, boolean level) {
    Ipi sent;
    synchronized (this) {
      sources[pin] = level ? sources[pin] | source : sources[pin] & ~source;
      if (sources[pin] == 0) {
        irr &= ~(1 << pin);
        return 1;
      }
      boolean again = (irr & 1 << pin) != 0;
      irr |= 1 << pin;
      if ((table[pin] & LEVEL) == 0 && again) {
        return 0;
      }
      if (blocked(pin)) {
        return -1;
      }
      sent = message(pin);
    }
    return deliver(pin, sent);
  }

  private boolean blocked(int pin) {
    boolean level = (table[pin] & LEVEL) != 0;
    return (table[pin] & MASKED) != 0 || level && (table[pin] & REMOTE_IRR) != 0;
  }

  /** ioapic_service. */
  private Ipi message(int pin) {
    long entry = table[pin];
    if ((entry & LEVEL) != 0) {
      table[pin] |= REMOTE_IRR;
    }
    return new Ipi(
        (int) entry & 0xff,
        (int) entry >>> 8 & 7,
        true,
        (entry & LEVEL) != 0,
        (entry & 1 << 11) != 0,
        (int) (entry >>> 56) & 0xff,
        0);
  }

  /** What nobody took is not in service. */
  private int deliver(int pin, Ipi sent) {
    int taken = bus.applyAsInt(sent);
    if (taken <= 0) {
      synchronized (this) {
        table[pin] &= ~REMOTE_IRR;
      }
    }
    return taken;
  }

  /**
   * A local APIC has ended a level-triggered interrupt (kvm_ioapic_update_eoi).
   *
   * @param ended is told the pins first: who drives one may let it go
   */
  public void endOfInterrupt(int vector, IntConsumer ended) {
    for (int pin = 0; pin < KVM_IOAPIC_NUM_PINS; pin++) {
      if (serves(pin, vector)) {
        ended.accept(pin);
        again(pin);
      }
    }
  }

  private synchronized boolean serves(int pin, int vector) {
    return (table[pin] & 0xff) == vector && (table[pin] & LEVEL) != 0;
  }

  private void again(int pin) {
    Ipi sent;
    synchronized (this) {
      table[pin] &= ~REMOTE_IRR;
      if ((irr & 1 << pin) == 0 || blocked(pin)) {
        return;
      }
      sent = message(pin);
    }
    int unused = deliver(pin, sent);
  }

  /** A read by the guest. */
  public synchronized long read(int offset) {
    return switch (offset) {
      case 0 -> selected;
      case WINDOW -> register() & LOW_32;
      default -> 0;
    };
  }

  private long register() {
    int pin = selected - REDIRECTION >> 1;
    return switch (selected) {
      case 0, 2 -> (long) id << 24;
      case 1 -> VERSION;
      default ->
          pin < 0 || pin >= KVM_IOAPIC_NUM_PINS
              ? 0
              : (selected & 1) != 0 ? table[pin] >>> 32 : table[pin];
    };
  }

  /** A write by the guest. */
  public void write(int offset, long value) {
    Ipi sent;
    int pin;
    synchronized (this) {
      if (offset == 0) {
        selected = (int) value & 0xff;
      }
      pin = selected - REDIRECTION >> 1;
      if (offset == WINDOW && selected == 0) {
        id = (int) (value >>> 24) & 0xf;
      }
      if (offset != WINDOW || selected < REDIRECTION || pin >= KVM_IOAPIC_NUM_PINS) {
        return;
      }
      redirect(pin, value & LOW_32);
      boolean waits = (table[pin] & LEVEL) != 0 && (irr & 1 << pin) != 0;
      if (!waits || blocked(pin)) {
        return;
      }
      sent = message(pin);
    }
    int unused = deliver(pin, sent);
  }

  /** Of the lower half, delivery status and remote IRR cannot be written. */
  private void redirect(int pin, long value) {
    if ((selected & 1) != 0) {
      table[pin] = table[pin] & LOW_32 | value << 32;
    } else {
      long kept = table[pin] & READ_ONLY;
      table[pin] = table[pin] & ~LOW_32 | value & ~READ_ONLY | kept;
      if ((table[pin] & LEVEL) == 0) {
        table[pin] &= ~REMOTE_IRR;
      }
    }
  }
}
