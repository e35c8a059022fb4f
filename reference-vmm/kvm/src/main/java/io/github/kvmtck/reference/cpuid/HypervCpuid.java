package io.github.kvmtck.reference.cpuid;

import java.util.List;

/**
 * What KVM_GET_SUPPORTED_HV_CPUID offers: the ten leaves of KVM (kvm_get_hv_cpuid), and in them the
 * part of Hyper-V that the model has.
 */
public final class HypervCpuid {
  /** CPUID leaf of features and privileges. */
  public static final int FEATURES = 0x4000_0003;

  /** "Hv#1". */
  private static final int SIGNATURE = 0x3123_7648;

  /** HV_MSR_HYPERCALL_AVAILABLE, HV_MSR_VP_INDEX_AVAILABLE, HV_MSR_RESET_AVAILABLE. */
  private static final int FEATURES_EAX = 1 << 5 | 1 << 6 | 1 << 7;

  /** HV_POST_MESSAGES, HV_SIGNAL_EVENTS, HV_ENABLE_EXTENDED_HYPERCALLS. */
  private static final int FEATURES_EBX = 1 << 4 | 1 << 5 | 1 << 20;

  /** HV_X64_HYPERCALL_XMM_INPUT_AVAILABLE, HV_FEATURE_GUEST_CRASH_MSR_AVAILABLE. */
  private static final int FEATURES_EDX = 1 << 4 | 1 << 10;

  /** Hyper-V of Windows Server 2016. */
  private static final int BUILD = 0x3839;

  private static final int VERSION = 0x000a_0000;

  /** Never notify of long spin waits. */
  private static final int NO_SPIN_NOTIFICATION = -1;

  /** HV_X64_NO_NONARCH_CORESHARING: the modelled host has one thread a core. */
  private static final int NO_CORE_SHARING = 1 << 18;

  private static final int LAST = 0x4000_0082;

  /** HV_X64_NESTED_DIRECT_FLUSH and HV_X64_NESTED_MSR_BITMAP, whether there is a nested guest. */
  private static final int NESTED = 1 << 17 | 1 << 19;

  /** HV_X64_NESTED_EVMCS1_PERF_GLOBAL_CTRL. */
  private static final int NESTED_EBX = 1;

  private static final List<CpuidLeaf> LEAVES =
      List.of(
          vendor(0x4000_0000, LAST),
          CpuidLeaf.of(0x4000_0001, SIGNATURE, 0, 0, 0),
          CpuidLeaf.of(0x4000_0002, BUILD, VERSION, 0, 0),
          CpuidLeaf.of(FEATURES, FEATURES_EAX, FEATURES_EBX, 0, FEATURES_EDX),
          CpuidLeaf.of(0x4000_0004, NO_CORE_SHARING, NO_SPIN_NOTIFICATION, 0, 0),
          CpuidLeaf.of(0x4000_0005, 0, 0, 0, 0),
          // The synthetic debugger, of which the model has nothing.
          vendor(0x4000_0080, 0),
          CpuidLeaf.of(0x4000_0081, Supported.word("VS#1"), 0, 0, 0),
          CpuidLeaf.of(LAST, 0, 0, 0, 0),
          CpuidLeaf.of(0x4000_000a, NESTED, NESTED_EBX, 0, 0));

  private HypervCpuid() {}

  private static CpuidLeaf vendor(int leaf, int last) {
    return CpuidLeaf.of(
        leaf, last, Supported.word("Linu"), Supported.word("x KV"), Supported.word("M Hv"));
  }

  public static List<CpuidLeaf> leaves() {
    return LEAVES;
  }
}
