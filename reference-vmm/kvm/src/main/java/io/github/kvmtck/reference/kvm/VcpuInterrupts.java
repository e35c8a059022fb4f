package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.irqchip.ApicMode;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.LocalApic;
import org.jspecify.annotations.Nullable;

/** The interrupts of a vCPU: by its client alone, or through an in-kernel local APIC. */
public final class VcpuInterrupts {
  private static final long HIGHEST_PRIORITY = 15;
  private final Vcpu vcpu;
  private final @Nullable LocalApic apic;
  private long cr8;
  private final ApicBase base;
  private final IoApicEoi eoi;
  private final VirtualApicPage virtualPage;
  private final PvEoi pvEoi;
  private final TaskPriorityReport taskPriorityReport;
  private int external = QueuedEvents.NONE;
  private final InitAndSipi initAndSipi;
  private volatile boolean pvUnhalted;

  VcpuInterrupts(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.initAndSipi = new InitAndSipi(vcpu);
    this.eoi = new IoApicEoi(vcpu);
    this.taskPriorityReport = new TaskPriorityReport(vcpu);
    this.virtualPage = new VirtualApicPage(vcpu);
    this.pvEoi = new PvEoi(vcpu);
    this.apic =
        vcpu.vm().lapicInKernel()
            ? new LocalApic(vcpu.id(), lint0Enabled(), new VcpuWiring(vcpu))
            : null;
    this.base = new ApicBase(vcpu, apic);
  }

  /** KVM_X86_QUIRK_LINT0_REENABLED. */
  private boolean lint0Enabled() {
    return vcpu.bootProcessor()
        && vcpu.vm().settings().hasQuirk(SystemApi.KVM_X86_QUIRK_LINT0_REENABLED);
  }

  /** The in-kernel local APIC; null where userspace has it. */
  public @Nullable LocalApic apic() {
    return apic;
  }

  /** The APIC whose register page an address lies in; null where there is none. */
  @Nullable LocalApic apicAt(long address) {
    return apic != null && base.covers(address) ? apic : null;
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
    return base.get();
  }

  /**
   * kvm_apic_set_base.
   *
   * @param host by a client, who may do more than a guest
   * @return false where it is refused
   */
  public boolean setApicBase(long value, boolean host) {
    return base.set(value, host);
  }

  /** Who hears of the end of an interrupt. */
  public IoApicEoi eoi() {
    return eoi;
  }

  /** KVM_SET_VAPIC_ADDR. */
  public VirtualApicPage virtualPage() {
    return virtualPage;
  }

  /** MSR_KVM_PV_EOI_EN. */
  public PvEoi pvEoi() {
    return pvEoi;
  }

  /** KVM_TPR_ACCESS_REPORTING. */
  public TaskPriorityReport taskPriorityReport() {
    return taskPriorityReport;
  }

  /** kvm_cpu_accept_dm_intr: an interrupt that the client injects would be taken. */
  public boolean acceptsUserspace() {
    return external == QueuedEvents.NONE && (apic == null || acceptsPic());
  }

  /** kvm_apic_accept_pic_intr: LINT0 lets the PIC through, or the local APIC is off. */
  boolean acceptsPic() {
    return apic != null && (base.mode() == ApicMode.DISABLED || apic.acceptsPic());
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
    return apic != null && (external() && acceptsPic() || apic.deliverable() != LocalApic.NONE);
  }

  /** Whether the PIC has an interrupt: that in the kernel, or the client's. */
  private boolean external() {
    return vcpu.vm().picInKernel()
        ? vcpu.vm().interrupts().pic().pending()
        : external != QueuedEvents.NONE;
  }

  /** kvm_cpu_get_interrupt: acknowledges and returns the vector; NONE where it has gone. */
  public int takeInterrupt() {
    if (apic == null) {
      return QueuedEvents.NONE;
    }
    if (external() && acceptsPic()) {
      if (vcpu.vm().picInKernel()) {
        return vcpu.vm().interrupts().pic().acknowledge();
      }
      int vector = external;
      external = QueuedEvents.NONE;
      return vector;
    }
    return apic.acknowledge();
  }

  /** __apic_accept_irq: a message has found this vCPU. Returns whether it had an effect. */
  boolean accept(Ipi ipi) {
    boolean accepted =
        switch (ipi.mode()) {
          case Ipi.FIXED, Ipi.LOWEST_PRIORITY -> acceptFixed(ipi);
          case Ipi.REMOTE_READ -> {
            pvUnhalted = true;
            yield true;
          }
          case Ipi.SMI -> {
            vcpu.request(Requests.SMI);
            yield true;
          }
          case Ipi.NMI -> {
            vcpu.events().queueNmi();
            yield true;
          }
          case Ipi.INIT -> {
            boolean asserted = !ipi.levelTriggered() || ipi.level();
            if (asserted) {
              initAndSipi.raiseInit();
            }
            yield asserted;
          }
          case Ipi.STARTUP -> {
            initAndSipi.raiseSipi(ipi.vector());
            yield true;
          }
          default -> false;
        };
    if (accepted) {
      vcpu.request(Requests.EVENT);
    }
    return accepted;
  }

  /** A de-assertion says nothing to a local APIC, and one that is off takes nothing. */
  private boolean acceptFixed(Ipi ipi) {
    boolean asserted = !ipi.levelTriggered() || ipi.level();
    return asserted && apic != null && apic.request(ipi.vector(), ipi.levelTriggered());
  }

  /** kvm_apic_nmi_wd_deliver: a tick of the 8254, where LINT0 takes it for an NMI. */
  void watchdog() {
    if (apic != null && apic.watches()) {
      vcpu.events().queueNmi();
      vcpu.request(Requests.EVENT);
    }
  }

  /** INIT and SIPI that wait. */
  public InitAndSipi initAndSipi() {
    return initAndSipi;
  }

  /** kvm_vcpu_reset for INIT. */
  void resetByInit() {
    if (apic != null) {
      apic.reset(lint0Enabled());
      pvEoi.reset();
    }
  }

  /**
   * Another vCPU has ended the next halt in advance, or this one (vcpu-&gt;arch.pv.pv_unhalted).
   */
  public boolean pvUnhalted() {
    return pvUnhalted;
  }

  /** A halt has ended: what ended it counts for no other. */
  public void haltEnded() {
    pvUnhalted = false;
  }

  /** kvm_arch_interrupt_allowed: an interrupt could be injected. */
  public boolean allowed() {
    return vcpu.nested().globalInterruptFlag() && vcpu.processor().interruptible();
  }

  /** kvm_vcpu_has_events: something that ends the wait of a halt. */
  public boolean hasEvents() {
    return pvUnhalted || endsHlt();
  }

  /** The same where RFLAGS.IF holds no interrupt back. */
  public boolean hasEventsWhateverTheFlag() {
    return pvUnhalted || hasEvents(vcpu.processor().interruptibleButForFlag());
  }

  /** Something that ends a HLT of which KVM does not know. */
  public boolean endsHlt() {
    return hasEvents(vcpu.processor().interruptible());
  }

  private boolean hasEvents(boolean interruptible) {
    QueuedEvents events = vcpu.events();
    boolean gif = vcpu.nested().globalInterruptFlag();
    return events.nmiPending() > 0 && gif && !vcpu.cpu().events.nmiBlocked()
        || vcpu.smm().wakes()
        || events.exceptionPending()
        || initAndSipi.waits()
        || hasInterrupt() && gif && interruptible;
  }
}
