package io.github.kvmtck.reference.irqchip;

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
  private final PicRegisters state = new PicRegisters();

  PicChip(boolean master) {
    this.master = master;
    state.levelMask = master ? 0xf8 : 0xde;
  }

  /**
   * pic_set_irq1.
   *
   * @return 1, 0 where the pin was requesting already, -1 where it is masked
   */
  int set(int pin, boolean level) {
    int bit = 1 << pin;
    boolean edge = (state.levelTriggered & bit) == 0;
    boolean asks = level && !(edge && (state.lines & bit) != 0);
    int taken = asks && (state.requests & bit) != 0 ? 0 : 1;
    state.lines = level ? state.lines | bit : state.lines & ~bit;
    if (asks) {
      state.requests |= bit;
    } else if (!edge) {
      state.requests &= ~bit;
    }
    return (state.mask & bit) != 0 ? -1 : taken;
  }

  /** get_priority: 0 is the highest, 8 where no bit is set. */
  private int priority(int bits) {
    int turned = bits << PINS | bits;
    return bits == 0
        ? PINS
        : Integer.numberOfTrailingZeros(turned >>> (state.lowestPlusOne & PINS - 1));
  }

  private int pin(int priority) {
    return priority + state.lowestPlusOne & PINS - 1;
  }

  /** pic_get_irq: the pin that would be served now, or {@link #NONE}. */
  int pending() {
    int first = priority(state.requests & ~state.mask);
    // In special fully nested mode what the slave has in service holds back none of the slave.
    int serving =
        state.fullyNested != 0 && master ? state.inService & ~(1 << CASCADE) : state.inService;
    return first < priority(serving) ? pin(first) : NONE;
  }

  /** pic_intack. */
  void acknowledge(int pin, IntConsumer ended) {
    int bit = 1 << pin;
    state.inService |= bit;
    if ((state.levelTriggered & bit) == 0) {
      state.requests &= ~bit;
    }
    if (state.autoEoi != 0) {
      if (state.rotateOnAutoEoi != 0) {
        state.lowestPlusOne = pin + 1 & PINS - 1;
      }
      end(pin, ended);
    }
  }

  /** The vector of a pin; that of the last pin where there was none, which is spurious. */
  int vector(int pin) {
    return state.base + (pin == NONE ? PINS - 1 : pin);
  }

  private void end(int pin, IntConsumer ended) {
    state.inService &= ~(1 << pin);
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
      state.needsIcw4 = value & 1;
      initialise(ended, heard);
      return false;
    }
    if ((value & OCW3) != 0) {
      state.poll |= value >>> 2 & 1;
      if ((value & 2) != 0) {
        state.readRegister = value & 1;
      }
      if ((value & 0x40) != 0) {
        state.specialMask = value >>> 5 & 1;
      }
      return false;
    }
    return endOrRotate(value >>> 5, value & 7, ended);
  }

  /** kvm_pic_reset. */
  private void initialise(IntConsumer ended, boolean heard) {
    int edges = state.requests & ~state.levelTriggered;
    state.lines = 0;
    state.requests &= state.levelTriggered;
    state.mask = 0;
    state.lowestPlusOne = 0;
    state.specialMask = 0;
    state.readRegister = 0;
    if (state.needsIcw4 == 0) {
      state.fullyNested = 0;
      state.autoEoi = 0;
    }
    state.initState = 1;
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
        int first = priority(state.inService);
        anew = first != PINS;
        if (anew) {
          int pin = pin(first);
          state.lowestPlusOne = command == 5 ? pin + 1 & PINS - 1 : state.lowestPlusOne;
          end(pin, ended);
        }
      }
      case 3 -> end(level, ended);
      case 6 -> state.lowestPlusOne = level + 1 & PINS - 1;
      case 7 -> {
        state.lowestPlusOne = level + 1 & PINS - 1;
        end(level, ended);
      }
      default -> {
        state.rotateOnAutoEoi = command == 2 ? state.rotateOnAutoEoi : command >>> 2;
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
    int opened = state.initState == 0 ? state.mask & ~value : -1;
    switch (state.initState) {
      case 0 -> state.mask = value;
      case 1 -> {
        state.base = value & 0xf8;
        state.initState = 2;
      }
      case 2 -> state.initState = state.needsIcw4 != 0 ? 3 : 0;
      case 3 -> {
        state.fullyNested = value >>> 4 & 1;
        state.autoEoi = value >>> 1 & 1;
        state.initState = 0;
      }
      default -> {
        // A client has set a state that there is not.
      }
    }
    return opened;
  }

  /** Whether the next read is a poll; it is taken. */
  boolean takePoll() {
    boolean polled = state.poll != 0;
    state.poll = 0;
    return polled;
  }

  /** pic_poll_read: a poll is an acknowledgement and an end at once. */
  void polled(int pin, IntConsumer ended) {
    state.requests &= ~(1 << pin);
    end(pin, ended);
  }

  /** The slave was polled: nothing of it waits in the master. */
  void forgetCascade() {
    state.inService &= ~(1 << CASCADE);
    state.requests &= ~(1 << CASCADE);
  }

  int read(boolean second) {
    return second ? state.mask : state.readRegister != 0 ? state.inService : state.requests;
  }

  int levelTriggered() {
    return state.levelTriggered;
  }

  void levelTriggered(int pins) {
    state.levelTriggered = pins & state.levelMask;
  }

  /** Whether a pin is neither masked nor requesting. */
  boolean free(int pin) {
    return ((state.mask | state.requests) & 1 << pin) == 0;
  }

  PicRegisters registers() {
    return state;
  }
}
