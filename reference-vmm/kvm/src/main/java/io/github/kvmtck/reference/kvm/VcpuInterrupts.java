package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import org.jspecify.annotations.Nullable;

/** The interrupts of a vCPU: by its client alone, or through an in-kernel local APIC. */
public final class VcpuInterrupts {
  private static final long HIGHEST_PRIORITY = 15;
  private static final long APIC_ENABLED_AT_RESET = 0xfee0_0800L;
  private static final long APIC_ENABLED = 1 << 11;
  private static final long BOOT_PROCESSOR = 1 << 8;

  /** Bits above MAXPHYADDR, x2APIC mode, and what is reserved below the flags. */
  private static final long APIC_BASE_RESERVED = -1L << 52 | 0x6ff;

  private final Vcpu vcpu;
  private final @Nullable LocalApic apic;
  private long cr8;
  private volatile long apicBase;
  private int external = QueuedEvents.NONE;
  private volatile boolean init;
  private volatile boolean sipi;
  private volatile int sipiVector;

  VcpuInterrupts(Vcpu vcpu) {
    this.vcpu = vcpu;
    boolean boot = vcpu.bootProcessor();
    this.apicBase = APIC_ENABLED_AT_RESET | (boot ? BOOT_PROCESSOR : 0);
    this.apic =
        vcpu.vm().lapicInKernel()
            ? new LocalApic(vcpu.id(), boot, ipi -> vcpu.vm().deliver(ipi, vcpu))
            : null;
  }

  /** The in-kernel local APIC; null where userspace has it. */
  public @Nullable LocalApic apic() {
    return apic;
  }

  /** The APIC that answers at a guest-physical address; null where none does. */
  @Nullable LocalApic apicAt(long address) {
    boolean here =
        apic != null && (apicBase & APIC_ENABLED) != 0 && (address & -4096) == (apicBase & -4096);
    return here ? apic : null;
  }

  /** kvm_get_cr8: the task priority, 0 to 15. */
  public long cr8() {
    return apic == null ? cr8 : apic.taskPriority();
  }

  /**
   * kvm_set_cr8.
   *
   * @return false for a value with reserved bits
   */
  public boolean cr8(long value) {
    if (Long.compareUnsigned(value, HIGHEST_PRIORITY) > 0) {
      return false;
    }
    cr8 = value;
    if (apic != null) {
      apic.taskPriority((int) value);
    }
    return true;
  }

  /** IA32_APIC_BASE. */
  public long apicBase() {
    return apicBase;
  }

  /**
   * kvm_set_apic_base.
   *
   * @return false for reserved bits
   */
  public boolean setApicBase(long value) {
    if ((value & APIC_BASE_RESERVED) != 0) {
      return false;
    }
    apicBase = value;
    return true;
  }

  /** kvm_cpu_accept_dm_intr: an interrupt that the client injects would be taken. */
  public boolean acceptsUserspace() {
    return external == QueuedEvents.NONE && (apic == null || apic.acceptsPic());
  }

  /**
   * With a split irqchip, KVM_INTERRUPT is the PIC's interrupt.
   *
   * @return false while there is one already: EEXIST
   */
  public boolean external(int vector) {
    if (external != QueuedEvents.NONE) {
      return false;
    }
    external = vector;
    vcpu.request(Requests.EVENT);
    return true;
  }

  /** kvm_cpu_has_injectable_intr. */
  public boolean hasInterrupt() {
    return apic != null
        && (external != QueuedEvents.NONE && apic.acceptsPic()
            || apic.deliverable() != LocalApic.NONE);
  }

  /** kvm_cpu_get_interrupt: acknowledges and returns the vector; NONE where it has gone. */
  public int takeInterrupt() {
    if (apic == null) {
      return QueuedEvents.NONE;
    }
    if (external != QueuedEvents.NONE && apic.acceptsPic()) {
      int vector = external;
      external = QueuedEvents.NONE;
      return vector;
    }
    return apic.acknowledge();
  }

  /** __apic_accept_irq: a message has found this vCPU. Returns whether it had an effect. */
  boolean accept(Ipi ipi) {
    boolean accepted = true;
    switch (ipi.mode()) {
      case Ipi.FIXED, Ipi.LOWEST_PRIORITY ->
          accepted = apic != null && apic.request(ipi.vector(), ipi.levelTriggered());
      case Ipi.NMI -> vcpu.events().queueNmi();
      case Ipi.INIT -> {
        if (ipi.levelTriggered() && !ipi.level()) {
          return false;
        }
        init = true;
        sipi = false;
      }
      case Ipi.STARTUP -> {
        sipiVector = ipi.vector();
        sipi = true;
      }
      default -> accepted = false;
    }
    vcpu.request(Requests.EVENT);
    return accepted;
  }

  /** Whether an INIT waits. */
  public boolean initPending() {
    return init;
  }

  public void initPending(boolean pending) {
    init = apic != null && pending;
  }

  /** The vector of the next SIPI. */
  public void sipiVector(int vector) {
    sipiVector = vector;
  }

  /** A SIPI waits, with the vector set before: KVM_MP_STATE_SIPI_RECEIVED. */
  public void raiseSipi() {
    sipi = true;
  }

  /** kvm_apic_accept_events: INIT and SIPI that have come act now. */
  public void acceptInitAndSipi() {
    if (!init && !sipi) {
      return;
    }
    if (init) {
      init = false;
      reset();
      MpState next =
          vcpu.bootProcessor() ? MpState.KVM_MP_STATE_RUNNABLE : MpState.KVM_MP_STATE_INIT_RECEIVED;
      vcpu.mpState(next.number());
    }
    if (sipi) {
      sipi = false;
      if (vcpu.mpState() == MpState.KVM_MP_STATE_INIT_RECEIVED.number()) {
        start();
        vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
      }
    }
  }

  /** kvm_vcpu_reset for INIT: what INIT leaves alone is put back (SDM vol. 3, table 11-1). */
  private void reset() {
    Cpu cpu = vcpu.cpu();
    long[] xmm = cpu.vectors.xmm.clone();
    cpu.reset();
    System.arraycopy(xmm, 0, cpu.vectors.xmm, 0, xmm.length);
    vcpu.events().forgetException();
    vcpu.events().forgetInterrupt();
    vcpu.events().nmiInjected(false);
    vcpu.events().nmiPending(0);
    if (apic != null) {
      apic.reset(vcpu.bootProcessor());
    }
  }

  /** vcpu_deliver_sipi_vector. */
  private void start() {
    Cpu cpu = vcpu.cpu();
    Segment cs = cpu.segments.get(Segment.CS);
    cpu.segments.set(
        Segment.CS,
        new Segment(sipiVector << 8, (long) sipiVector << 12, cs.limit(), cs.attributes()));
    cpu.rip = 0;
  }

  /** kvm_vcpu_has_events: something that ends HLT. */
  public boolean hasEvents() {
    QueuedEvents events = vcpu.events();
    return events.nmiPending() > 0 && !vcpu.cpu().events.nmiBlocked()
        || events.exceptionPending()
        || init
        || sipi && vcpu.mpState() == MpState.KVM_MP_STATE_INIT_RECEIVED.number()
        || hasInterrupt() && vcpu.processor().interruptible();
  }
}
