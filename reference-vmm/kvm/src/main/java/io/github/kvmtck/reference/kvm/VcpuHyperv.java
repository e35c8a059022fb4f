package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.cpuid.CpuidLeaf;
import io.github.kvmtck.reference.cpuid.CpuidTable;
import io.github.kvmtck.reference.kvm.HypervCalls.Answer;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Gpr;

/** What a vCPU shows its guest of Hyper-V (struct kvm_vcpu_hv). */
public final class VcpuHyperv {
  /** HV_STATUS_INVALID_HYPERCALL_INPUT. */
  public static final int INVALID_INPUT = 3;

  /** HV_STATUS_ACCESS_DENIED. */
  public static final int ACCESS_DENIED = 6;

  private static final int INTERFACE = 0x4000_0001;
  private static final int FEATURES = 0x4000_0003;
  private static final int RECOMMENDATIONS = 0x4000_0004;

  /** "Hv#1". */
  private static final int SIGNATURE = 0x3123_7648;

  private static final long LOW_32 = 0xffff_ffffL;

  private final Vcpu vcpu;
  private boolean enforcesCpuid;
  private boolean synic;

  VcpuHyperv(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** vcpu-&gt;arch.hyperv_enabled: CPUID has Hyper-V's interface. */
  public boolean enabled() {
    return vcpu.settings().cpuid().find(INTERFACE, 0).eax() == SIGNATURE;
  }

  /** kvm_hv_hypercall_enabled: the guest has said what it is. */
  boolean takesHypercalls() {
    return enabled() && vcpu.vm().hyperv().guestOsId() != 0;
  }

  /** What CPUID 0x40000003 has; all zero where the guest is not shown Hyper-V. */
  public CpuidLeaf features() {
    CpuidTable shown = enabled() ? vcpu.settings().cpuid() : CpuidTable.NONE;
    return shown.find(FEATURES, 0);
  }

  /** CPUID 0x40000004. */
  public CpuidLeaf recommendations() {
    return vcpu.settings().cpuid().find(RECOMMENDATIONS, 0);
  }

  /** KVM_CAP_HYPERV_ENFORCE_CPUID: the guest may use only what CPUID shows. */
  public boolean enforcesCpuid() {
    return enforcesCpuid;
  }

  public void enforceCpuid(boolean on) {
    enforcesCpuid = on;
  }

  /**
   * hv_check_msr_access: a guest may use what needs a feature where CPUID shows Hyper-V and, where
   * that is enforced, the feature.
   *
   * @param shown the register of {@link #features} that has it
   */
  boolean permits(int shown, int feature) {
    return enabled() && (!enforcesCpuid || (shown & feature) != 0);
  }

  /** KVM_CAP_HYPERV_SYNIC2: userspace handles messages and events. */
  public boolean synicActive() {
    return synic;
  }

  public void activateSynic() {
    synic = true;
  }

  /** kvm_hv_hypercall. At CPL above 0 and in real mode there are no hypercalls. */
  Answer call(HypervInput call) {
    boolean allowed =
        vcpu.cpu().segments.cpl() == 0 && (vcpu.cpu().control.cr0() & Control.CR0_PE) != 0;
    if (!allowed) {
      return new Answer.Undefined();
    }
    HypervCalls calls = vcpu.vm().system().hypervCalls();
    if (enforcesCpuid && !calls.permitted(vcpu, call.code())) {
      return new Answer.Status(ACCESS_DENIED);
    }
    return call.hasReservedBits() ? new Answer.Status(INVALID_INPUT) : calls.answer(vcpu, call);
  }

  /** kvm_hv_hypercall_set_result. */
  public void result(long value) {
    long[] r = vcpu.cpu().r;
    if (Hypercall.longMode(vcpu)) {
      r[Gpr.RAX] = value;
    } else {
      r[Gpr.RDX] = value >>> 32;
      r[Gpr.RAX] = value & LOW_32;
    }
  }
}
