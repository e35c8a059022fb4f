package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Interrupts.IOAPIC_STATE;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOAPIC_NUM_PINS;

import java.lang.foreign.MemorySegment;

/** The I/O APIC (arch/x86/kvm/ioapic.c): a redirection table of 24 entries. */
public final class IoApic {
  /** Where its two registers are in guest memory after reset. */
  private static final long BASE = 0xfec0_0000L;

  /** Bytes that it answers in. */
  private static final int LENGTH = 0x100;

  private static final int WINDOW = 0x10;
  private static final int VERSION = 0x0017_0011;
  private static final int REDIRECTION = 0x10;
  private static final long LOW_32 = 0xffff_ffffL;

  private final Redirections table = new Redirections();
  private final int[] sources = new int[KVM_IOAPIC_NUM_PINS];
  private final Wiring wiring;
  private long base = BASE;
  private int selected;
  private int id;
  private int irr;
  private int delivered;

  /** What the I/O APIC is connected to. No lock is held. */
  public interface Wiring {
    /** Delivers to the local APICs, and says how many took it, or less than 0. */
    int send(Ipi ipi);

    /**
     * Asks who drives a pin to look whether it still does (kvm_notify_irqfd_resampler).
     *
     * @return false where nobody can
     */
    boolean resample(int pin);

    /** A mask has been taken away. */
    void unmasked(int pin);
  }

  /** An I/O APIC after reset: everything is masked. */
  public IoApic(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * kvm_ioapic_set_irq.
   *
   * @param source a bit for whom the line is driven by: it is high while one of them holds it
   * @return how many local APICs took it; 0 where it was coalesced, less than 0 where masked
   */
  public int set(int pin, int source, boolean level) {
    synchronized (this) {
      sources[pin] = level ? sources[pin] | source : sources[pin] & ~source;
      level = sources[pin] != 0;
    }
    return drive(pin, level);
  }

  /** ioapic_set_irq. */
  private int drive(int pin, boolean level) {
    Ipi sent;
    synchronized (this) {
      int bit = 1 << pin;
      if (!level) {
        irr &= ~bit;
        return 1;
      }
      boolean again = (irr & bit) != 0;
      irr |= bit;
      if (!table.levelTriggered(pin)) {
        delivered &= ~bit;
        if (again) {
          return 0;
        }
      }
      if (table.blocked(pin)) {
        return -1;
      }
      sent = message(pin);
    }
    return deliver(pin, sent);
  }

  /** Whether a pin can raise no interrupt now. */
  public synchronized boolean masked(int pin) {
    return table.masked(pin);
  }

  public synchronized int vector(int pin) {
    return table.vector(pin);
  }

  /** ioapic_service. */
  private Ipi message(int pin) {
    if (table.levelTriggered(pin)) {
      table.served(pin, true);
    } else {
      delivered |= 1 << pin;
    }
    return table.message(pin);
  }

  /** What nobody took is not in service. */
  private int deliver(int pin, Ipi sent) {
    int taken = wiring.send(sent);
    if (taken == 0) {
      synchronized (this) {
        table.served(pin, false);
      }
    }
    return taken;
  }

  /**
   * The pins whose interrupt has a vector (kvm_ioapic_update_eoi).
   *
   * @return bit n for pin n
   */
  public synchronized int pins(int vector) {
    int pins = 0;
    for (int pin = 0; pin < KVM_IOAPIC_NUM_PINS; pin++) {
      pins |= table.vector(pin) == vector ? 1 << pin : 0;
    }
    return pins;
  }

  /** kvm_ioapic_update_eoi_one: a local APIC has ended a level-triggered interrupt of a pin. */
  public void end(int pin) {
    Ipi sent;
    synchronized (this) {
      table.served(pin, false);
      if ((irr & 1 << pin) == 0 || table.blocked(pin)) {
        return;
      }
      sent = message(pin);
    }
    int unused = deliver(pin, sent);
  }

  /** Whether an address is one of the I/O APIC's. */
  public synchronized boolean has(long address) {
    return address >= base && address < base + LENGTH;
  }

  /** A read by the guest: 32 bits. */
  public synchronized long read(long address) {
    return switch ((int) address & 0xff) {
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
          pin < 0 || pin >= KVM_IOAPIC_NUM_PINS ? LOW_32 : table.half(pin, (selected & 1) != 0);
    };
  }

  /** A write by the guest: 32 bits. */
  public void write(long address, long value) {
    int pin;
    boolean opened;
    boolean waits;
    synchronized (this) {
      boolean window = ((int) address & 0xff) == WINDOW;
      if (((int) address & 0xff) == 0) {
        selected = (int) value & 0xff;
      }
      pin = selected - REDIRECTION >> 1;
      if (window && selected == 0) {
        id = (int) (value >>> 24) & 0xf;
      }
      if (!window || selected < REDIRECTION || pin >= KVM_IOAPIC_NUM_PINS) {
        return;
      }
      boolean before = masked(pin);
      table.redirect(pin, (selected & 1) != 0, value & LOW_32);
      opened = before && !masked(pin);
      waits = table.levelTriggered(pin) && (irr & 1 << pin) != 0 && !table.blocked(pin);
    }
    if (opened) {
      wiring.unmasked(pin);
    }
    if (waits) {
      serveAgain(pin);
    }
  }

  /** The line may have fallen while it was masked: who drives it looks, if it can. */
  private void serveAgain(int pin) {
    synchronized (this) {
      irr &= ~(1 << pin);
    }
    if (wiring.resample(pin)) {
      return;
    }
    Ipi sent;
    synchronized (this) {
      irr |= 1 << pin;
      if (table.blocked(pin)) {
        return;
      }
      sent = message(pin);
    }
    int unused = deliver(pin, sent);
  }

  /** kvm_get_ioapic: an edge that was delivered is not told. */
  public synchronized void save(MemorySegment out) {
    IOAPIC_STATE.set(out, "base_address", base);
    IOAPIC_STATE.set(out, "ioregsel", selected);
    IOAPIC_STATE.set(out, "id", id);
    IOAPIC_STATE.set(out, "irr", irr & ~delivered);
    for (int pin = 0; pin < KVM_IOAPIC_NUM_PINS; pin++) {
      IOAPIC_STATE.set(out, "redirtbl[" + pin + "].bits", table.entry(pin));
    }
  }

  /** kvm_set_ioapic: what is requested is delivered anew. */
  public void load(MemorySegment in) {
    synchronized (this) {
      base = IOAPIC_STATE.get(in, "base_address");
      selected = (int) IOAPIC_STATE.get(in, "ioregsel");
      id = (int) IOAPIC_STATE.get(in, "id");
      irr = 0;
      delivered = 0;
      for (int pin = 0; pin < KVM_IOAPIC_NUM_PINS; pin++) {
        table.entry(pin, IOAPIC_STATE.get(in, "redirtbl[" + pin + "].bits"));
      }
    }
    for (int pin = 0; pin < KVM_IOAPIC_NUM_PINS; pin++) {
      if ((IOAPIC_STATE.get(in, "irr") & 1L << pin) != 0) {
        int unused = drive(pin, true);
      }
    }
  }
}
