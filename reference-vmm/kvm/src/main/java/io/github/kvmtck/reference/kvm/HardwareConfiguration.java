package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;

/**
 * MSR_K7_HWCR (APM vol. 2, 3.2.10), which KVM has for the guests of every vendor
 * (kvm_set_msr_common).
 */
final class HardwareConfiguration implements MsrRegister {
  static final int INDEX = 0xc001_0015;

  /** TlbCacheDis, FFDIS and IGNNE_EM: taken, and not kept. */
  private static final long IGNORED = 1 << 3 | 1 << 6 | 1 << 8;

  private static final long MCSTATUS_WR_EN = 1 << 18;
  private static final long TSC_FREQ_SEL = 1 << 24;

  private final Vcpu vcpu;
  private long value;

  HardwareConfiguration(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** can_set_mci_status: whether the guest may put a machine check into a bank itself. */
  boolean statusCanBeWritten() {
    return (value & MCSTATUS_WR_EN) != 0 && vcpu.settings().cpuid().ofAmd();
  }

  @Override
  public long get() {
    return value;
  }

  @Override
  public boolean set(long next, boolean host) {
    long kept = next & ~IGNORED;
    if ((kept & ~(MCSTATUS_WR_EN | TSC_FREQ_SEL)) != 0) {
      return false;
    }
    value = kept;
    return true;
  }
}
