package io.github.kvmtck.reference.irqchip;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The pair of 8259A controllers of a VM (struct kvm_pic, arch/x86/kvm/i8259.c). */
public final class Pic {
  /** Pins of one chip. */
  public static final int PINS = PicChip.PINS;

  /** A poll has found an interrupt. */
  private static final int POLLED = 0x80;

  private final PicChip[] chips = {new PicChip(true), new PicChip(false)};
  private final int[] sources = new int[2 * PINS];
  private final Wiring wiring;
  private boolean output;

  /** What the pair is connected to; pins are 0 to 15, and no lock is held. */
  public interface Wiring {
    /** An interrupt has ended. */
    void ended(int pin);

    /** A mask has been taken away. */
    void unmasked(int pin);

    /** Whether the LINT0 of a vCPU lets the PIC through. */
    boolean heard();
  }

  /** A pair after reset. */
  public Pic(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * kvm_pic_set_irq.
   *
   * @param pin 0 to 15
   * @param source a bit for whom the line is driven by: it is high while one of them holds it
   * @return 1, 0 where it was coalesced, -1 where it is masked
   */
  public synchronized int set(int pin, int source, boolean level) {
    sources[pin] = level ? sources[pin] | source : sources[pin] & ~source;
    int taken = chips[pin / PINS].set(pin % PINS, sources[pin] != 0);
    update();
    return taken;
  }

  /** pic_update_irq: the slave's request is an edge at the master's pin. */
  private void update() {
    if (chips[1].pending() != PicChip.NONE) {
      chips[0].set(PicChip.CASCADE, true);
      chips[0].set(PicChip.CASCADE, false);
    }
    output = chips[0].pending() != PicChip.NONE;
  }

  /** Whether INTR is driven. */
  public synchronized boolean pending() {
    return output;
  }

  /** Whether an edge at a pin would be heard of: it is neither masked nor requested already. */
  public synchronized boolean free(int pin) {
    return chips[pin / PINS].free(pin % PINS) && (pin < PINS || chips[0].free(PicChip.CASCADE));
  }

  /** The processor acknowledges (kvm_pic_read_irq): the vector. */
  public int acknowledge() {
    int vector = ending(this::acknowledge);
    updateNow();
    return vector;
  }

  private int acknowledge(IntConsumer[] ended) {
    int pin = chips[0].pending();
    if (pin == PicChip.NONE) {
      return chips[0].vector(PicChip.NONE);
    }
    chips[0].acknowledge(pin, ended[0]);
    if (pin != PicChip.CASCADE) {
      return chips[0].vector(pin);
    }
    int second = chips[1].pending();
    if (second != PicChip.NONE) {
      chips[1].acknowledge(second, ended[1]);
    }
    return chips[1].vector(second);
  }

  /** What changes the chips, and tells which interrupts of each end. */
  private interface Change {
    int on(IntConsumer[] ended);
  }

  /** Who hears that an interrupt has ended may drive lines: no lock is held. */
  private int ending(Change change) {
    List<Integer> ended = new ArrayList<>();
    int value;
    synchronized (this) {
      value = change.on(new IntConsumer[] {ended::add, pin -> ended.add(PINS + pin)});
    }
    ended.forEach(wiring::ended);
    return value;
  }

  private synchronized void updateNow() {
    update();
  }

  /** Whether a port belongs to the controllers. */
  public static boolean has(int port) {
    return (port & ~1) == 0x20 || (port & ~1) == 0xa0 || (port & ~1) == 0x4d0;
  }

  /** A read of one byte. */
  public int read(int port) {
    if ((port & ~1) == 0x4d0) {
      return elcr(port);
    }
    int which = port >>> 7;
    if (!takePoll(which)) {
      return register(which, (port & 1) != 0);
    }
    int found = ending(ended -> poll(which, ended[which]));
    // What the slave wants stays in the master until the slave is polled.
    if (which == 1 || found != (POLLED | PicChip.CASCADE)) {
      updateNow();
    }
    return found;
  }

  private synchronized boolean takePoll(int which) {
    return chips[which].takePoll();
  }

  private synchronized int register(int which, boolean second) {
    return chips[which].read(second);
  }

  private synchronized int elcr(int port) {
    return chips[port & 1].levelTriggered();
  }

  /** pic_poll_read. */
  private int poll(int which, IntConsumer ended) {
    int pin = chips[which].pending();
    if (pin == PicChip.NONE) {
      return PINS - 1;
    }
    if (which == 1) {
      chips[0].forgetCascade();
    }
    chips[which].polled(pin, ended);
    return POLLED | pin;
  }

  /** A write of one byte. */
  public void write(int port, int value) {
    if ((port & ~1) == 0x4d0) {
      elcr(port, value);
      return;
    }
    int which = port >>> 7;
    if ((port & 1) == 0) {
      command(which, value);
    } else {
      data(which, value);
    }
  }

  private void command(int which, int value) {
    boolean listened = wiring.heard();
    int anew = ending(ended -> chips[which].command(value, ended[which], listened) ? 1 : 0);
    if (anew != 0) {
      updateNow();
    }
  }

  private void data(int which, int value) {
    int opened;
    synchronized (this) {
      opened = chips[which].data(value);
    }
    if (opened >= 0) {
      for (int pin = 0; pin < PINS; pin++) {
        if ((opened & 1 << pin) != 0) {
          wiring.unmasked(which * PINS + pin);
        }
      }
      updateNow();
    }
  }

  private synchronized void elcr(int port, int value) {
    chips[port & 1].levelTriggered(value);
  }

  /**
   * KVM_GET_IRQCHIP.
   *
   * @param chip 0 for the master, 1 for the slave
   */
  public synchronized void save(int chip, MemorySegment out) {
    chips[chip].registers().save(out);
  }

  /** KVM_SET_IRQCHIP. */
  public synchronized void load(int chip, MemorySegment in) {
    chips[chip].registers().load(in);
    update();
  }
}
