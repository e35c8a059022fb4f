package io.github.kvmtck.reference.kvm;

import java.util.List;
import java.util.stream.Stream;

/**
 * What KVM_GET_MSR_INDEX_LIST names (msrs_to_save, then emulated_msrs with what Hyper-V guests
 * have): what a client must save and has no other ioctl for. MTRRs are not in it, though they are
 * there.
 */
public final class MsrIndexList {
  private static final List<Integer> SAVED =
      List.of(
          0x174, // IA32_SYSENTER_CS
          0x175, // IA32_SYSENTER_ESP
          0x176, // IA32_SYSENTER_EIP
          0xc0000081, // IA32_STAR
          0xc0000083, // IA32_CSTAR
          0xc0000102, // IA32_KERNEL_GS_BASE
          0xc0000084, // IA32_FMASK
          0xc0000082, // IA32_LSTAR
          0x10, // IA32_TSC
          0x277, // IA32_PAT
          0xc0000103); // IA32_TSC_AUX

  private static final List<Integer> EMULATED =
      List.of(
          0x12, // MSR_KVM_SYSTEM_TIME
          0x11, // MSR_KVM_WALL_CLOCK
          0x4b564d01, // MSR_KVM_SYSTEM_TIME_NEW
          0x4b564d00, // MSR_KVM_WALL_CLOCK_NEW
          0x4b564d03, // MSR_KVM_STEAL_TIME
          0x4b564d04, // MSR_KVM_PV_EOI_EN
          0x3b, // IA32_TSC_ADJUST
          0x6e0, // IA32_TSC_DEADLINE
          0x10a, // IA32_ARCH_CAPABILITIES
          0x345, // IA32_PERF_CAPABILITIES
          0x1a0, // IA32_MISC_ENABLE
          0x17a, // IA32_MCG_STATUS
          0x17b, // IA32_MCG_CTL
          0x34, // MSR_SMI_COUNT
          0x9e, // IA32_SMBASE
          0xce, // MSR_PLATFORM_INFO
          0x140, // MSR_MISC_FEATURES_ENABLES
          0x1fc, // MSR_POWER_CTL
          0x8b, // IA32_UCODE_REV
          HardwareConfiguration.INDEX,
          0x4b564d05); // MSR_KVM_POLL_CONTROL

  private MsrIndexList() {}

  public static List<Integer> all() {
    List<Integer> hyperv = HypervMsrs.MODEL.keySet().stream().sorted().toList();
    return Stream.of(SAVED, hyperv, EMULATED).flatMap(List::stream).toList();
  }
}
