package io.github.kvmtck.reference.kvm;

/** The interrupts of a vCPU: by its client alone, or through an in-kernel local APIC. */
public final class VcpuInterrupts {
  private static final long HIGHEST_PRIORITY = 15;
  private static final long APIC_ENABLED_AT_RESET = 0xfee0_0800L;
  private static final long BOOT_PROCESSOR = 1 << 8;

  private final Vcpu vcpu;
  private long cr8;
  private long apicBase;

  VcpuInterrupts(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.apicBase = APIC_ENABLED_AT_RESET | (vcpu.bootProcessor() ? BOOT_PROCESSOR : 0);
  }

  /** kvm_get_cr8: the task priority, 0 to 15. */
  public long cr8() {
    return cr8;
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
    return true;
  }

  /** IA32_APIC_BASE. */
  public long apicBase() {
    return apicBase;
  }

  public void apicBase(long value) {
    apicBase = value;
  }

  /** kvm_apic_accept_events: INIT and SIPI that have come act now, where nothing blocks them. */
  public void acceptInitAndSipi() {}

  /** Whether an INIT waits. */
  public boolean initPending() {
    return false;
  }

  public void initPending(boolean pending) {}

  /** The vector of the next SIPI. */
  public void sipiVector(int vector) {}

  /** kvm_cpu_accept_dm_intr: an interrupt that the client injects would be taken. */
  public boolean acceptsUserspace() {
    return true;
  }

  /** kvm_cpu_has_injectable_intr. */
  public boolean hasInterrupt() {
    return false;
  }

  /** kvm_cpu_get_interrupt: acknowledges and returns the vector; NONE where it has gone. */
  public int takeInterrupt() {
    return QueuedEvents.NONE;
  }

  /** kvm_vcpu_has_events: something that ends HLT. */
  public boolean hasEvents() {
    return vcpu.events().nmiPending() > 0 && !vcpu.cpu().events.nmiBlocked()
        || vcpu.events().exceptionPending()
        || vcpu.events().needsReinjection()
        || hasInterrupt() && vcpu.processor().interruptible();
  }
}
