package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.cpuid.CpuidTable;
import org.jspecify.annotations.Nullable;

/** What a client has set for one vCPU besides registers. */
public final class VcpuSettings {
  private @Nullable SignalMask signalMask;
  private int guestDebug;
  private boolean registersWritten;
  private boolean hasRun;
  private CpuidTable cpuid = CpuidTable.NONE;

  /** KVM_SET_SIGNAL_MASK; null where the feature is off. */
  public @Nullable SignalMask signalMask() {
    return signalMask;
  }

  public void signalMask(@Nullable SignalMask mask) {
    signalMask = mask;
  }

  /** KVM_GUESTDBG_* of KVM_SET_GUEST_DEBUG; 0 where debugging is off. */
  public int guestDebug() {
    return guestDebug;
  }

  public void guestDebug(int control) {
    guestDebug = control;
  }

  /** What KVM_SET_CPUID2 has set. */
  public CpuidTable cpuid() {
    return cpuid;
  }

  /** Bits of a guest-physical address that this guest does not have. */
  long reservedAddressBits() {
    int bits = cpuid.addressBits();
    return bits >= Long.SIZE ? 0 : -1L << bits;
  }

  public void cpuid(CpuidTable table) {
    cpuid = table;
  }

  /** kvm_vcpu_has_run: the guest has been entered. */
  public boolean hasRun() {
    return hasRun;
  }

  public void noteRun() {
    hasRun = true;
  }

  /** Notes that userspace has written general registers (emulate_regs_need_sync_from_vcpu). */
  public void noteRegistersWritten() {
    registersWritten = true;
  }

  /** Whether it has since the guest was last entered. */
  public boolean registersWritten() {
    return registersWritten;
  }

  /** The guest is entered: what it executes next starts from the registers as they are. */
  public void forgetRegistersWritten() {
    registersWritten = false;
  }

  /**
   * The signals that are blocked while KVM_RUN lasts.
   *
   * @param blocked bit n-1 for signal n
   */
  public record SignalMask(long blocked) {}
}
