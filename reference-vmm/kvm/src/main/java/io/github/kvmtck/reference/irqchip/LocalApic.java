package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.DFR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.EOI;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_HIGH;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_LOW;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ID;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.IRR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ISR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LDR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_ERROR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_LINT0;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_LINT1;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_MASKED;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_TIMER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.PPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TDCR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMCCT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMICT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.VERSION;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A local APIC in xAPIC mode (SDM vol. 3, chapter 12): priorities, IRR and ISR, EOI, the local
 * vector table, the ICR and the timer.
 */
public final class LocalApic {
  /** Bytes of the register page. */
  public static final int REGISTERS = ApicRegisters.SIZE;

  /** No vector. */
  public static final int NONE = -1;

  static final int VECTOR_MASK = 0xff;

  private static final int EXTINT = 7 << 8;
  private static final int NMI = Ipi.NMI << 8;
  private static final int KVM_VERSION = 0x0005_0014;
  private static final int HIGH_BYTE = 0xff00_0000;
  private static final int SVR_BITS = 0x3ff;
  private static final int ICR_BUSY = 1 << 12;

  /** What may be written into the entries of the local vector table (apic_lvt_mask). */
  private static final int LVT_BITS = LVT_MASKED | ICR_BUSY | VECTOR_MASK;

  private static final int LVT_MODE_BITS = LVT_BITS | 7 << 8;
  private static final int LINT_BITS = LVT_MODE_BITS | 7 << 13;

  private final ApicRegisters registers = new ApicRegisters();
  private final ApicWiring wiring;
  private final ApicTimer timer;

  /**
   * A local APIC after RESET.
   *
   * @param bootProcessor LINT0 is left in ExtINT mode (KVM_X86_QUIRK_LINT0_REENABLED)
   */
  public LocalApic(int id, boolean bootProcessor, ApicWiring wiring) {
    this.wiring = wiring;
    this.timer = new ApicTimer(this, registers, wiring);
    registers.set(ID, id << 24);
    reset(bootProcessor);
  }

  /** INIT: all but the id. */
  public synchronized void reset(boolean bootProcessor) {
    int id = registers.get(ID);
    registers.clear();
    registers.set(ID, id);
    registers.set(VERSION, KVM_VERSION);
    registers.maskLocal();
    if (bootProcessor) {
      registers.set(LVT_LINT0, EXTINT);
    }
    registers.set(DFR, -1);
    registers.set(SVR, 0xff);
    timer.reset();
  }

  public synchronized int id() {
    return registers.get(ID) >>> 24;
  }

  /** Task priority, as CR8 shows it: bits 4 to 7. */
  public synchronized int taskPriority() {
    return registers.get(TPR) >>> 4;
  }

  public synchronized void taskPriority(int cr8) {
    registers.set(TPR, cr8 << 4);
  }

  synchronized boolean matchesLogical(int destination) {
    int own = registers.get(LDR) >>> 24;
    boolean flat = registers.get(DFR) >>> 28 == 0xf;
    return flat
        ? (own & destination) != 0
        : own >>> 4 == destination >>> 4 && (own & destination & 0xf) != 0;
  }

  /** LINT0 lets the PIC through (kvm_apic_accept_pic_intr). */
  public synchronized boolean acceptsPic() {
    int lint0 = registers.get(LVT_LINT0);
    return (lint0 & LVT_MASKED) == 0 && (lint0 & EXTINT) == EXTINT;
  }

  /** Whether LINT0 gives every tick of the 8254 to its vCPU as an NMI (apic_lvt_nmi_mode). */
  public synchronized boolean watches() {
    return (registers.get(LVT_LINT0) & (LVT_MASKED | EXTINT)) == NMI;
  }

  /** Whether IRR has a vector. */
  public synchronized boolean requests(int vector) {
    return registers.has(IRR, vector);
  }

  /** Software-enabled by the spurious-interrupt vector register. */
  public synchronized boolean enabled() {
    return registers.enabled();
  }

  /**
   * A fixed interrupt arrives.
   *
   * @return false where the APIC is disabled: the interrupt is lost
   */
  public synchronized boolean request(int vector, boolean levelTriggered) {
    if (!registers.enabled()) {
      return false;
    }
    registers.put(TMR, vector, levelTriggered);
    registers.put(IRR, vector, true);
    return true;
  }

  /** The vector that would be delivered now, above the processor priority. */
  public synchronized int deliverable() {
    int vector = registers.highest(IRR);
    boolean above = vector != NONE && (vector & 0xf0) > (priority() & 0xf0);
    return above && registers.enabled() ? vector : NONE;
  }

  /** Moves the deliverable vector from IRR to ISR; NONE where it has gone. */
  public synchronized int acknowledge() {
    int vector = deliverable();
    if (vector != NONE) {
      registers.put(IRR, vector, false);
      registers.put(ISR, vector, true);
    }
    return vector;
  }

  /** PPR (SDM vol. 3, 12.8.3.1). */
  private int priority() {
    int inService = registers.highest(ISR);
    int task = registers.get(TPR) & 0xff;
    int service = inService == NONE ? 0 : inService & 0xf0;
    return (task & 0xf0) >= service ? task : service;
  }

  /** IA32_TSC_DEADLINE. */
  public synchronized long tscDeadline() {
    return timer.tscDeadline();
  }

  public synchronized void tscDeadline(long value) {
    timer.tscDeadline(value);
  }

  /** A 32-bit read by the guest. */
  public synchronized int read(int register) {
    return switch (register) {
      case PPR -> priority();
      case TMCCT -> timer.currentCount();
      default -> registers.get(register);
    };
  }

  /** A 32-bit write by the guest; what has an effect elsewhere has it without the lock. */
  public void write(int register, int value) {
    switch (register) {
      case EOI -> endOfInterrupt();
      case ICR_LOW -> send(value);
      default -> store(register, value);
    }
  }

  private void endOfInterrupt() {
    int vector;
    boolean level;
    synchronized (this) {
      vector = registers.highest(ISR);
      if (vector == NONE) {
        return;
      }
      registers.put(ISR, vector, false);
      level = registers.has(TMR, vector);
    }
    wiring.endOfInterrupt(vector, level);
  }

  private void send(int low) {
    int high;
    synchronized (this) {
      registers.set(ICR_LOW, low & ~ICR_BUSY);
      high = registers.get(ICR_HIGH);
    }
    wiring.send(Ipi.fromIcr(low, high));
  }

  /** kvm_lapic_reg_write: what is not named here is read-only, or does not exist. */
  private synchronized void store(int register, int value) {
    switch (register) {
      case ID, LDR, ICR_HIGH -> registers.set(register, value & HIGH_BYTE);
      case TPR -> registers.set(TPR, value & 0xff);
      case DFR -> registers.set(DFR, value | 0x0fff_ffff);
      case SVR -> spuriousVector(value);
      case LVT_TIMER -> local(register, value, LVT_BITS | wiring.timerModes());
      case LVT_LINT0, LVT_LINT1 -> local(register, value, LINT_BITS);
      case LVT_ERROR -> local(register, value, LVT_BITS);
      case TMICT -> timer.initialCount(value);
      case TDCR -> timer.divideBy(value);
      default -> {
        if (register > LVT_TIMER && register < LVT_LINT0) {
          local(register, value, LVT_MODE_BITS);
        }
      }
    }
  }

  private void spuriousVector(int value) {
    registers.set(SVR, value & SVR_BITS);
    if (!registers.enabled()) {
      registers.maskLocal();
    }
  }

  /** While software has the APIC disabled, the masks cannot be taken away. */
  private void local(int register, int value, int bits) {
    registers.set(register, value & bits | (registers.enabled() ? 0 : LVT_MASKED));
    if (register == LVT_TIMER) {
      timer.lvtChanged();
    }
  }

  /** KVM_GET_LAPIC. */
  public synchronized void save(MemorySegment out) {
    registers.set(PPR, priority());
    registers.copyTo(out);
    out.set(ValueLayout.JAVA_INT_UNALIGNED, TMCCT, timer.currentCount());
  }

  /** KVM_SET_LAPIC. */
  public synchronized void load(MemorySegment in) {
    registers.copyFrom(in);
    registers.set(VERSION, KVM_VERSION);
    timer.restore();
  }
}
