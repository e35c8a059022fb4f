package io.github.kvmtck.reference.irqchip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/**
 * A local APIC in xAPIC mode (SDM vol. 3, chapter 12): priorities, IRR and ISR, EOI, and the ICR.
 * Its timer is not modelled.
 */
public final class LocalApic {
  /** Bytes of the register page. */
  public static final int REGISTERS = 0x400;

  /** No vector. */
  public static final int NONE = -1;

  private static final int ID = 0x20;
  private static final int VERSION = 0x30;
  private static final int TPR = 0x80;
  private static final int PPR = 0xa0;
  private static final int EOI = 0xb0;
  private static final int LDR = 0xd0;
  private static final int DFR = 0xe0;
  private static final int SVR = 0xf0;
  private static final int ISR = 0x100;
  private static final int TMR = 0x180;
  private static final int IRR = 0x200;
  private static final int ICR_LOW = 0x300;
  private static final int ICR_HIGH = 0x310;
  private static final int LVT_FIRST = 0x320;
  private static final int LVT_LINT0 = 0x350;
  private static final int LVT_LAST = 0x370;
  private static final int LVT_MASKED = 1 << 16;
  private static final int EXTINT = 7 << 8;
  private static final int ENABLED = 1 << 8;
  private static final int KVM_VERSION = 0x0005_0014;

  private final MemorySegment registers = MemorySegment.ofArray(new long[REGISTERS / 8]);
  private final Consumer<Ipi> bus;

  /**
   * A local APIC after RESET.
   *
   * @param bus where its ICR sends
   * @param bootProcessor LINT0 is left in ExtINT mode (KVM_X86_QUIRK_LINT0_REENABLED)
   */
  public LocalApic(int id, boolean bootProcessor, Consumer<Ipi> bus) {
    this.bus = bus;
    set(ID, id << 24);
    reset(bootProcessor);
  }

  /** INIT: all but the id. */
  public synchronized void reset(boolean bootProcessor) {
    int id = get(ID);
    registers.fill((byte) 0);
    set(ID, id);
    set(VERSION, KVM_VERSION);
    for (int lvt = LVT_FIRST; lvt <= LVT_LAST; lvt += 0x10) {
      set(lvt, LVT_MASKED);
    }
    if (bootProcessor) {
      set(LVT_LINT0, EXTINT);
    }
    set(DFR, -1);
    set(SVR, 0xff);
  }

  private int get(int register) {
    return registers.get(ValueLayout.JAVA_INT, register);
  }

  private void set(int register, int value) {
    registers.set(ValueLayout.JAVA_INT, register, value);
  }

  public synchronized int id() {
    return get(ID) >>> 24;
  }

  /** Software-enabled by the spurious-interrupt vector register. */
  public synchronized boolean enabled() {
    return (get(SVR) & ENABLED) != 0;
  }

  /** Task priority, as CR8 shows it: bits 4 to 7. */
  public synchronized int taskPriority() {
    return get(TPR) >>> 4;
  }

  public synchronized void taskPriority(int cr8) {
    set(TPR, cr8 << 4);
  }

  synchronized boolean matchesLogical(int destination) {
    int own = get(LDR) >>> 24;
    boolean flat = get(DFR) >>> 28 == 0xf;
    return flat
        ? (own & destination) != 0
        : own >>> 4 == destination >>> 4 && (own & destination & 0xf) != 0;
  }

  /** LINT0 lets the PIC through (kvm_apic_accept_pic_intr). */
  public synchronized boolean acceptsPic() {
    int lint0 = get(LVT_LINT0);
    return (lint0 & LVT_MASKED) == 0 && (lint0 & EXTINT) == EXTINT;
  }

  /**
   * A fixed interrupt arrives.
   *
   * @return false where the APIC is disabled: the interrupt is lost
   */
  public synchronized boolean request(int vector, boolean levelTriggered) {
    if ((get(SVR) & ENABLED) == 0) {
      return false;
    }
    bit(TMR, vector, levelTriggered);
    bit(IRR, vector, true);
    return true;
  }

  /** The vector that would be delivered now, above the processor priority. */
  public synchronized int deliverable() {
    int vector = highest(IRR);
    return vector != NONE && (vector & 0xf0) > (priority() & 0xf0) ? vector : NONE;
  }

  /** Moves the deliverable vector from IRR to ISR; NONE where it has gone. */
  public synchronized int acknowledge() {
    int vector = deliverable();
    if (vector != NONE) {
      bit(IRR, vector, false);
      bit(ISR, vector, true);
    }
    return vector;
  }

  /** PPR (SDM vol. 3, 12.8.3.1). */
  private int priority() {
    int inService = highest(ISR);
    int task = get(TPR) & 0xff;
    int service = inService == NONE ? 0 : inService & 0xf0;
    return (task & 0xf0) >= service ? task : service;
  }

  private void bit(int register, int vector, boolean on) {
    int at = register + (vector >>> 5) * 0x10;
    int mask = 1 << vector;
    set(at, on ? get(at) | mask : get(at) & ~mask);
  }

  private int highest(int register) {
    for (int word = 7; word >= 0; word--) {
      int bits = get(register + word * 0x10);
      if (bits != 0) {
        return word * 32 + 31 - Integer.numberOfLeadingZeros(bits);
      }
    }
    return NONE;
  }

  /** A 32-bit read by the guest. */
  public synchronized int read(int register) {
    return register == PPR ? priority() : get(register);
  }

  /** A 32-bit write by the guest. */
  public void write(int register, int value) {
    Ipi sent = null;
    synchronized (this) {
      switch (register) {
        case ID -> set(ID, value & 0xff00_0000);
        case TPR -> set(TPR, value & 0xff);
        case LDR -> set(LDR, value & 0xff00_0000);
        case DFR -> set(DFR, value | 0x0fff_ffff);
        case SVR -> set(SVR, value & 0x1ff);
        case EOI -> {
          int vector = highest(ISR);
          if (vector != NONE) {
            bit(ISR, vector, false);
          }
        }
        case ICR_HIGH -> set(ICR_HIGH, value & 0xff00_0000);
        case ICR_LOW -> {
          set(ICR_LOW, value & ~(1 << 12));
          sent = Ipi.fromIcr(value, get(ICR_HIGH));
        }
        default -> {
          if (register >= LVT_FIRST) {
            set(register, value);
          }
        }
      }
    }
    if (sent != null) {
      bus.accept(sent);
    }
  }

  /** KVM_GET_LAPIC. */
  public synchronized void save(MemorySegment out) {
    out.copyFrom(registers);
  }

  /** KVM_SET_LAPIC. */
  public synchronized void load(MemorySegment in) {
    registers.copyFrom(in.asSlice(0, REGISTERS));
  }
}
