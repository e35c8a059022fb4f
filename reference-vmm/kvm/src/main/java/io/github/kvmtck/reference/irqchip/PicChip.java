package io.github.kvmtck.reference.irqchip;

import io.github.kvmtck.api.uapi.Interrupts;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;

/**
 * One 8259A (struct kvm_kpic_state), with the words that initialise it and command it as KVM
 * understands them: single mode, level mode by ICW1 and the effect of the special mask it does not
 * have.
 */
final class PicChip {
  static final int PINS = 8;

  /** Pin of the master at which the slave is. */
  static final int CASCADE = 2;

  /** No pin. */
  static final int NONE = -1;

  private static final int ICW1 = 0x10;
  private static final int OCW3 = 0x08;

  private final boolean master;
  private int lines;
  private int requests;
  private int mask;
  private int inService;
  private int lowestPlusOne;
  private int base;
  private int readRegister;
  private int poll;
  private int specialMask;
  private int initState;
  private int autoEoi;
  private int rotateOnAutoEoi;
  private int fullyNested;
  private int needsIcw4;
  private int levelTriggered;
  private int levelMask;

  PicChip(boolean master) {
    this.master = master;
    this.levelMask = master ? 0xf8 : 0xde;
  }

  /**
   * pic_set_irq1.
   *
   * @return 1, 0 where the pin was requesting already, -1 where it is masked
   */
  int set(int pin, boolean level) {
    int bit = 1 << pin;
    boolean edge = (levelTriggered & bit) == 0;
    boolean asks = level && !(edge && (lines & bit) != 0);
    int taken = asks && (requests & bit) != 0 ? 0 : 1;
    lines = level ? lines | bit : lines & ~bit;
    if (asks) {
      requests |= bit;
    } else if (!edge) {
      requests &= ~bit;
    }
    return (mask & bit) != 0 ? -1 : taken;
  }

  /** get_priority: 0 is the highest, 8 where no bit is set. */
  private int priority(int bits) {
    int turned = bits << PINS | bits;
    return bits == 0 ? PINS : Integer.numberOfTrailingZeros(turned >>> (lowestPlusOne & PINS - 1));
  }

  private int pin(int priority) {
    return priority + lowestPlusOne & PINS - 1;
  }

  /** pic_get_irq: the pin that would be served now, or {@link #NONE}. */
  int pending() {
    int first = priority(requests & ~mask);
    // In special fully nested mode what the slave has in service holds back none of the slave.
    int serving = fullyNested != 0 && master ? inService & ~(1 << CASCADE) : inService;
    return first < priority(serving) ? pin(first) : NONE;
  }

  /** pic_intack. */
  void acknowledge(int pin, IntConsumer ended) {
    int bit = 1 << pin;
    inService |= bit;
    if ((levelTriggered & bit) == 0) {
      requests &= ~bit;
    }
    if (autoEoi != 0) {
      if (rotateOnAutoEoi != 0) {
        lowestPlusOne = pin + 1 & PINS - 1;
      }
      end(pin, ended);
    }
  }

  /** The vector of a pin; that of the last pin where there was none, which is spurious. */
  int vector(int pin) {
    return base + (pin == NONE ? PINS - 1 : pin);
  }

  private void end(int pin, IntConsumer ended) {
    inService &= ~(1 << pin);
    ended.accept(pin);
  }

  /**
   * A write of the first port: ICW1, OCW2 or OCW3.
   *
   * @param ended is told the pins whose interrupt ends
   * @param heard whether a vCPU listens to the PIC, so that a reset ends what was requested
   * @return whether what is requested is looked at anew
   */
  boolean command(int value, IntConsumer ended, boolean heard) {
    if ((value & ICW1) != 0) {
      needsIcw4 = value & 1;
      initialise(ended, heard);
      return false;
    }
    if ((value & OCW3) != 0) {
      poll |= value >>> 2 & 1;
      if ((value & 2) != 0) {
        readRegister = value & 1;
      }
      if ((value & 0x40) != 0) {
        specialMask = value >>> 5 & 1;
      }
      return false;
    }
    return endOrRotate(value >>> 5, value & 7, ended);
  }

  /** kvm_pic_reset. */
  private void initialise(IntConsumer ended, boolean heard) {
    int edges = requests & ~levelTriggered;
    lines = 0;
    requests &= levelTriggered;
    mask = 0;
    lowestPlusOne = 0;
    specialMask = 0;
    readRegister = 0;
    if (needsIcw4 == 0) {
      fullyNested = 0;
      autoEoi = 0;
    }
    initState = 1;
    for (int pin = 0; pin < PINS && heard; pin++) {
      if ((edges & 1 << pin) != 0) {
        end(pin, ended);
      }
    }
  }

  /** OCW2. */
  private boolean endOrRotate(int command, int level, IntConsumer ended) {
    boolean anew = true;
    switch (command) {
      case 1, 5 -> {
        int first = priority(inService);
        anew = first != PINS;
        if (anew) {
          int pin = pin(first);
          lowestPlusOne = command == 5 ? pin + 1 & PINS - 1 : lowestPlusOne;
          end(pin, ended);
        }
      }
      case 3 -> end(level, ended);
      case 6 -> lowestPlusOne = level + 1 & PINS - 1;
      case 7 -> {
        lowestPlusOne = level + 1 & PINS - 1;
        end(level, ended);
      }
      default -> {
        rotateOnAutoEoi = command == 2 ? rotateOnAutoEoi : command >>> 2;
        anew = false;
      }
    }
    return anew;
  }

  /**
   * A write of the second port: ICW2 to ICW4 in their turn, else the mask.
   *
   * @return where it was the mask, the pins that are masked no longer; else less than 0
   */
  int data(int value) {
    int opened = initState == 0 ? mask & ~value : -1;
    switch (initState) {
      case 0 -> mask = value;
      case 1 -> {
        base = value & 0xf8;
        initState = 2;
      }
      case 2 -> initState = needsIcw4 != 0 ? 3 : 0;
      case 3 -> {
        fullyNested = value >>> 4 & 1;
        autoEoi = value >>> 1 & 1;
        initState = 0;
      }
      default -> {
        // A client has set a state that there is not.
      }
    }
    return opened;
  }

  /** Whether the next read is a poll; it is taken. */
  boolean takePoll() {
    boolean polled = poll != 0;
    poll = 0;
    return polled;
  }

  /** pic_poll_read: a poll is an acknowledgement and an end at once. */
  void polled(int pin, IntConsumer ended) {
    requests &= ~(1 << pin);
    end(pin, ended);
  }

  /** The slave was polled: nothing of it waits in the master. */
  void forgetCascade() {
    inService &= ~(1 << CASCADE);
    requests &= ~(1 << CASCADE);
  }

  int read(boolean second) {
    return second ? mask : readRegister != 0 ? inService : requests;
  }

  int levelTriggered() {
    return levelTriggered;
  }

  void levelTriggered(int pins) {
    levelTriggered = pins & levelMask;
  }

  /** Whether a pin is neither masked nor requesting. */
  boolean free(int pin) {
    return ((mask | requests) & 1 << pin) == 0;
  }

  /** struct kvm_pic_state, which is what KVM keeps; {@code out} is zero before. */
  void save(MemorySegment out) {
    put(out, "last_irr", lines);
    put(out, "irr", requests);
    put(out, "imr", mask);
    put(out, "isr", inService);
    put(out, "priority_add", lowestPlusOne);
    put(out, "irq_base", base);
    put(out, "read_reg_select", readRegister);
    put(out, "poll", poll);
    put(out, "special_mask", specialMask);
    put(out, "init_state", initState);
    put(out, "auto_eoi", autoEoi);
    put(out, "rotate_on_auto_eoi", rotateOnAutoEoi);
    put(out, "special_fully_nested_mode", fullyNested);
    put(out, "init4", needsIcw4);
    put(out, "elcr", levelTriggered);
    put(out, "elcr_mask", levelMask);
  }

  void load(MemorySegment in) {
    lines = of(in, "last_irr");
    requests = of(in, "irr");
    mask = of(in, "imr");
    inService = of(in, "isr");
    lowestPlusOne = of(in, "priority_add");
    base = of(in, "irq_base");
    readRegister = of(in, "read_reg_select");
    poll = of(in, "poll");
    specialMask = of(in, "special_mask");
    initState = of(in, "init_state");
    autoEoi = of(in, "auto_eoi");
    rotateOnAutoEoi = of(in, "rotate_on_auto_eoi");
    fullyNested = of(in, "special_fully_nested_mode");
    needsIcw4 = of(in, "init4");
    levelTriggered = of(in, "elcr");
    levelMask = of(in, "elcr_mask");
  }

  private static void put(MemorySegment out, String field, int value) {
    Interrupts.PIC_STATE.set(out, field, value);
  }

  private static int of(MemorySegment in, String field) {
    return (int) Interrupts.PIC_STATE.get(in, field);
  }
}
