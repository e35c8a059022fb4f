package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.cpuid.CpuidLeaf;
import io.github.kvmtck.x86.cpu.Feature;

/** CPUID as the guest of a vCPU executes it, and what it decides at other instructions. */
final class CpuidInstruction {
  private CpuidInstruction() {}

  /** kvm_emulate_cpuid: EAX, EBX, ECX, EDX; a fault where MSR_MISC_FEATURES_ENABLES says so. */
  static void execute(Vcpu vcpu, int leaf, int subleaf, int[] into) {
    if (vcpu.msrs().cpuidFaulting().on() && vcpu.cpu().segments.cpl() > 0) {
      vcpu.cpu().refuse();
      return;
    }
    CpuidLeaf answer = VcpuCpuid.of(vcpu, vcpu.settings().cpuid()).answer(leaf, subleaf);
    into[0] = answer.eax();
    into[1] = answer.ebx();
    into[2] = answer.ecx();
    into[3] = answer.edx();
  }

  /**
   * kvm_emulate_monitor_mwait: whether MONITOR and MWAIT do nothing; CPUID and the absence of a
   * quirk make them #UD.
   */
  static boolean monitors(Vcpu vcpu) {
    VmSettings settings = vcpu.vm().settings();
    return settings.monitorInGuest()
        || settings.hasQuirk(SystemApi.KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS)
        || Feature.MONITOR.reported(vcpu.settings().cpuid()::answer);
  }
}
