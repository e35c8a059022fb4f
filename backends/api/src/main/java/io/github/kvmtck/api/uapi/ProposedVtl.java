package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.Run.RUN;

/**
 * Virtual trust levels as an inactive MP state, and what Hyper-V guests need for them. {@link
 * Proposed} tells where the numbers come from.
 */
public final class ProposedVtl {
  private ProposedVtl() {}

  /** Rule VTL-01. */
  public static final int KVM_MP_STATE_HV_INACTIVE_VTL = 11;

  /** Privileges in CPUID 0x40000003 EBX (rules VTL-02 and VTL-17). */
  public static final int HV_ACCESS_VSM = 1 << 16;

  public static final int HV_ACCESS_VP_REGISTERS = 1 << 17;
  public static final int HV_START_VIRTUAL_PROCESSOR = 1 << 21;

  /** In CPUID 0x40000003 EDX (rule VTL-16). */
  public static final int HV_X64_HYPERCALL_XMM_OUTPUT_AVAILABLE = 1 << 15;

  /** Hyper-V hypercalls that exit (rules VTL-14 and VTL-17). */
  public static final int HVCALL_MODIFY_VTL_PROTECTION_MASK = 0x0c;

  public static final int HVCALL_ENABLE_PARTITION_VTL = 0x0d;
  public static final int HVCALL_ENABLE_VP_VTL = 0x0f;
  public static final int HVCALL_VTL_CALL = 0x11;
  public static final int HVCALL_VTL_RETURN = 0x12;
  public static final int HVCALL_GET_VP_REGISTERS = 0x50;
  public static final int HVCALL_SET_VP_REGISTERS = 0x51;
  public static final int HVCALL_TRANSLATE_VIRTUAL_ADDRESS = 0x52;
  public static final int HVCALL_START_VP = 0x99;
  public static final int HVCALL_GET_VP_ID_FROM_APIC_ID = 0x9a;

  /** Rule VTL-16: six XMM registers in kvm_run, each low and high, for a fast hypercall. */
  public static final long HYPERV_XMM = RUN.offset("hyperv.u.hcall.params") + 2 * Long.BYTES;

  public static final int HYPERV_XMM_WORDS = 12;
}
