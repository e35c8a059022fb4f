package io.github.kvmtck.reference.irqchip;

/** The pair of 8259A controllers (arch/x86/kvm/i8259.c), with fixed priorities. */
public final class Pic {
  /** Pin of the first at which the second is. */
  private static final int CASCADE = 2;

  private static final int SPURIOUS = 7;
  private static final int ICW1 = 0x10;
  private static final int ICW1_NEEDS_ICW4 = 1;
  private static final int OCW3 = 0x08;
  private static final int ICW4_AUTO_EOI = 2;

  /** One of the two. */
  private static final class Chip {
    private int requests;
    private int inService;
    private int mask;
    private int lines;
    private int base;
    private int levelTriggered;
    private int initStep;
    private boolean needsIcw4;
    private boolean autoEoi;
    private boolean readsInService;

    private void set(int pin, boolean level) {
      int bit = 1 << pin;
      boolean before = (lines & bit) != 0;
      lines = level ? lines | bit : lines & ~bit;
      if ((levelTriggered & bit) != 0) {
        requests = level ? requests | bit : requests & ~bit;
      } else if (level && !before) {
        requests |= bit;
      }
    }

    /** The pin that would be served now; -1 for none. */
    private int pending() {
      int waits = requests & ~mask;
      int first = Integer.numberOfTrailingZeros(waits);
      return waits != 0 && first < Integer.numberOfTrailingZeros(inService | 1 << 8) ? first : -1;
    }

    private int acknowledge() {
      int pin = pending();
      if (pin < 0) {
        return base + SPURIOUS;
      }
      int bit = 1 << pin;
      inService |= autoEoi ? 0 : bit;
      requests &= (levelTriggered & bit) != 0 ? -1 : ~bit;
      return base + pin;
    }

    private void command(int value) {
      if ((value & ICW1) != 0) {
        initStep = 1;
        needsIcw4 = (value & ICW1_NEEDS_ICW4) != 0;
        requests = 0;
        inService = 0;
        mask = 0;
        autoEoi = false;
        readsInService = false;
      } else if ((value & OCW3) != 0) {
        readsInService = (value & 3) == 3;
      } else if (value >>> 5 == 1) {
        inService &= inService - 1;
      } else if (value >>> 5 == 3) {
        inService &= ~(1 << (value & 7));
      }
    }

    private void data(int value) {
      switch (initStep) {
        case 1 -> {
          base = value & 0xf8;
          initStep = 2;
        }
        case 2 -> initStep = needsIcw4 ? 3 : 0;
        case 3 -> {
          autoEoi = (value & ICW4_AUTO_EOI) != 0;
          initStep = 0;
        }
        default -> mask = value & 0xff;
      }
    }
  }

  private final Chip first = new Chip();
  private final Chip second = new Chip();

  /**
   * A line changes.
   *
   * @param chip 0 or 1
   */
  public synchronized void set(int chip, int pin, boolean level) {
    (chip == 0 ? first : second).set(pin, level);
    cascade();
  }

  private void cascade() {
    first.set(CASCADE, false);
    first.requests &= ~(1 << CASCADE);
    first.set(CASCADE, second.pending() >= 0);
  }

  /** Whether INTR is driven. */
  public synchronized boolean pending() {
    return first.pending() >= 0;
  }

  /** The processor acknowledges: the vector. */
  public synchronized int acknowledge() {
    boolean through = first.pending() == CASCADE;
    int vector = first.acknowledge();
    if (through) {
      vector = second.acknowledge();
    }
    cascade();
    return vector;
  }

  /** Whether a port belongs to the controllers. */
  public static boolean has(int port) {
    return (port & ~1) == 0x20 || (port & ~1) == 0xa0 || (port & ~1) == 0x4d0;
  }

  public synchronized int read(int port) {
    Chip chip = (port & 0x80) == 0 ? first : second;
    return switch (port) {
      case 0x21, 0xa1 -> chip.mask;
      case 0x4d0 -> first.levelTriggered;
      case 0x4d1 -> second.levelTriggered;
      default -> chip.readsInService ? chip.inService : chip.requests;
    };
  }

  public synchronized void write(int port, int value) {
    Chip chip = (port & 0x80) == 0 ? first : second;
    switch (port) {
      case 0x21, 0xa1 -> chip.data(value);
      case 0x4d0 -> first.levelTriggered = value & 0xf8;
      case 0x4d1 -> second.levelTriggered = value & 0xde;
      default -> chip.command(value);
    }
    cascade();
  }
}
