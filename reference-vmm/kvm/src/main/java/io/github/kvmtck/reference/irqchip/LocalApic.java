package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.DFR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_HIGH;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_UPPER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ID;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.IRR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ISR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LDR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_LINT0;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_MASKED;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR_DIRECTED_EOI;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TPR;

/**
 * A local APIC (SDM vol. 3, chapter 12) as KVM has it (arch/x86/kvm/lapic.c): the mode, the
 * interrupts that it holds, its state for clients. What registers do is in {@link ApicAccess}.
 */
public final class LocalApic {
  /** No vector. */
  public static final int NONE = -1;

  static final int VECTOR_MASK = 0xff;

  private static final int MODE = 7 << 8;
  private static final int EXTINT = 7 << 8;
  private static final int NMI = Ipi.NMI << 8;

  private final ApicRegisters registers = new ApicRegisters();
  private final ApicVectors vectors = new ApicVectors(registers);
  private final ApicAddress address;
  private final ApicWiring wiring;
  private final ApicTimer timer;
  private final ApicAccess access;
  private final int number;
  private ApicMode mode = ApicMode.XAPIC;

  /**
   * A local APIC after RESET.
   *
   * @param number the vCPU's id: what it answers to
   * @param lint0Enabled LINT0 is left in ExtINT mode
   */
  public LocalApic(int number, boolean lint0Enabled, ApicWiring wiring) {
    this.number = number;
    this.wiring = wiring;
    this.address = new ApicAddress(registers, number);
    this.timer = new ApicTimer(this, registers, wiring);
    this.access = new ApicAccess(this, registers, vectors, timer, wiring);
    address.xapic();
    reset(lint0Enabled);
  }

  /** INIT: the mode and the id stay (kvm_lapic_reset). */
  public synchronized void reset(boolean lint0Enabled) {
    int id = registers.get(ID);
    int logical = mode == ApicMode.X2APIC ? registers.get(LDR) : 0;
    registers.clear();
    registers.set(ID, id);
    registers.set(LDR, logical);
    registers.maskLocal();
    if (lint0Enabled) {
      registers.set(LVT_LINT0, EXTINT);
    }
    registers.set(DFR, -1);
    registers.set(SVR, 0xff);
    timer.reset();
  }

  public synchronized ApicMode mode() {
    return mode;
  }

  /** __kvm_apic_set_base: entering a mode gives the id that this mode has. */
  public synchronized void mode(ApicMode next) {
    boolean wasOn = mode != ApicMode.DISABLED;
    boolean isOn = next != ApicMode.DISABLED;
    boolean wasX2apic = mode == ApicMode.X2APIC;
    mode = next;
    if (next == ApicMode.X2APIC && !wasX2apic) {
      address.x2apic();
    } else if (isOn && (!wasOn || wasX2apic)) {
      address.xapic();
    }
  }

  /** kvm_apic_present: it is on. */
  synchronized boolean present() {
    return mode != ApicMode.DISABLED;
  }

  public synchronized boolean meantBy(Ipi ipi, boolean rewritesBroadcast) {
    return address.means(ipi, mode, rewritesBroadcast);
  }

  synchronized int physicalId() {
    return address.physical(mode == ApicMode.X2APIC);
  }

  synchronized int logicalId() {
    return address.logical(mode == ApicMode.X2APIC);
  }

  synchronized ApicMap.LogicalMode logicalMode() {
    if (mode == ApicMode.X2APIC) {
      return ApicMap.LogicalMode.X2APIC;
    }
    return address.flat() ? ApicMap.LogicalMode.FLAT : ApicMap.LogicalMode.CLUSTER;
  }

  /** Task priority, as CR8 shows it: bits 4 to 7. */
  public synchronized int taskPriority() {
    return registers.get(TPR) >>> 4;
  }

  public synchronized void taskPriority(int cr8) {
    taskPriorityRegister(cr8 << 4);
  }

  /** All eight bits of the task priority. */
  public synchronized void taskPriorityRegister(int value) {
    registers.set(TPR, value);
    int unused = vectors.priority();
  }

  /** Task priority, class in service and highest request, as kvm_lapic_sync_to_vapic packs them. */
  public synchronized int prioritiesForGuest() {
    int serving = Math.max(0, registers.highest(ISR)) & 0xf0;
    return registers.get(TPR) & 0xff | serving << 8 | Math.max(0, registers.highest(IRR)) << 24;
  }

  /** LINT0 lets the PIC through. */
  public synchronized boolean acceptsPic() {
    return (registers.get(LVT_LINT0) & (LVT_MASKED | MODE)) == EXTINT;
  }

  /** Whether LINT0 gives every tick of the 8254 to its vCPU as an NMI (apic_lvt_nmi_mode). */
  public synchronized boolean watches() {
    return (registers.get(LVT_LINT0) & (LVT_MASKED | MODE)) == NMI;
  }

  /** Software-enabled by the spurious-interrupt vector register. */
  public synchronized boolean enabled() {
    return registers.enabled();
  }

  /** The end of an interrupt is not told to the I/O APIC (APIC_SPIV_DIRECTED_EOI). */
  public synchronized boolean directsEoi() {
    return (registers.get(SVR) & SVR_DIRECTED_EOI) != 0;
  }

  /**
   * A fixed interrupt arrives.
   *
   * @return false where the APIC is disabled: the interrupt is lost
   */
  public synchronized boolean request(int vector, boolean levelTriggered) {
    if (!present() || !registers.enabled()) {
      return false;
    }
    vectors.request(vector, levelTriggered);
    return true;
  }

  /** Whether IRR has a vector. */
  public synchronized boolean requests(int vector) {
    return vectors.requested(vector);
  }

  /** kvm_apic_pending_eoi: a vector is requested or in service. */
  public synchronized boolean holds(int vector) {
    return vectors.requested(vector) || vectors.inService(vector);
  }

  /** The vector in service, where it is the only one and none is requested; else NONE. */
  public synchronized int onlyInService() {
    return vectors.onlyInService();
  }

  /** The vector that would be delivered now, above the processor priority. */
  public synchronized int deliverable() {
    return present() && registers.enabled() ? vectors.deliverable() : NONE;
  }

  /** Moves the deliverable vector from IRR to ISR; NONE where it has gone. */
  public synchronized int acknowledge() {
    int vector = deliverable();
    if (vector != NONE) {
      vectors.acknowledge(vector);
    }
    return vector;
  }

  /** IA32_TSC_DEADLINE. */
  public synchronized long tscDeadline() {
    return present() ? timer.tscDeadline() : 0;
  }

  public synchronized void tscDeadline(long value) {
    if (present()) {
      timer.tscDeadline(value);
    }
  }

  /** The time stamp counter has another offset or another frequency: a deadline is nearer. */
  public synchronized void tscChanged() {
    timer.tscChanged();
  }

  /** How a guest reads and writes the registers. */
  public ApicAccess access() {
    return access;
  }

  /** Its state for clients. */
  public ApicState state() {
    return new ApicState(this, registers, vectors, timer, wiring);
  }

  /** The id that it has in x2APIC mode. */
  int number() {
    return number;
  }

  /** What follows from the id in x2APIC mode. */
  void fixX2apicIds() {
    address.x2apic();
  }

  /** Where ICR sends: a destination is 32 bits wide in x2APIC mode, else 8. */
  int destination() {
    return mode == ApicMode.X2APIC ? registers.get(ICR_UPPER) : registers.get(ICR_HIGH) >>> 24;
  }
}
