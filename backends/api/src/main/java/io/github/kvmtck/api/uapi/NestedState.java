package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** State of a guest hypervisor (api.rst 4.114, 4.115). */
public final class NestedState {
  private NestedState() {}

  /** VMCS12 and its shadow. */
  public static final Struct VMX_NESTED_STATE_DATA =
      struct("kvm_vmx_nested_state_data", u8("vmcs12[4096]"), u8("shadow_vmcs12[4096]"));

  /** VMX. */
  public static final Struct VMX_NESTED_STATE_HDR =
      struct(
          "kvm_vmx_nested_state_hdr",
          u64("vmxon_pa"),
          u64("vmcs12_pa"),
          nested("smm", u16("flags")),
          u16("pad"),
          u32("flags"),
          u64("preemption_timer_deadline"));

  /** VMCB12. */
  public static final Struct SVM_NESTED_STATE_DATA =
      struct("kvm_svm_nested_state_data", u8("vmcb12[4096]"));

  /** SVM. */
  public static final Struct SVM_NESTED_STATE_HDR =
      struct("kvm_svm_nested_state_hdr", u64("vmcb_pa"), u64("gpat"));

  /** For KVM_GET_NESTED_STATE and KVM_SET_NESTED_STATE. */
  public static final Struct NESTED_STATE =
      struct(
          "kvm_nested_state",
          u16("flags"),
          u16("format"),
          u32("size"),
          union(
              "hdr",
              member(VMX_NESTED_STATE_HDR, "vmx"),
              member(SVM_NESTED_STATE_HDR, "svm"),
              u8("pad[120]")),
          union(
              "data",
              member(VMX_NESTED_STATE_DATA, "vmx[]"),
              member(SVM_NESTED_STATE_DATA, "svm[]")));

  /** Values of format. */
  public static final int KVM_STATE_NESTED_FORMAT_VMX = 0;

  public static final int KVM_STATE_NESTED_FORMAT_SVM = 1;

  /** Bits of flags. */
  public static final int KVM_STATE_NESTED_GUEST_MODE = 0x00000001;

  public static final int KVM_STATE_NESTED_RUN_PENDING = 0x00000002;
  public static final int KVM_STATE_NESTED_EVMCS = 0x00000004;
  public static final int KVM_STATE_NESTED_MTF_PENDING = 0x00000008;
  public static final int KVM_STATE_NESTED_GIF_SET = 0x00000100;

  /** Bits of hdr.vmx.smm.flags. */
  public static final int KVM_STATE_NESTED_SMM_GUEST_MODE = 0x00000001;

  public static final int KVM_STATE_NESTED_SMM_VMXON = 0x00000002;

  /** A bit of hdr.vmx.flags. */
  public static final int KVM_STATE_VMX_PREEMPTION_TIMER_DEADLINE = 0x00000001;

  /** api.rst 4.114. E2BIG with the true size. */
  public static final Request KVM_GET_NESTED_STATE =
      iowr("KVM_GET_NESTED_STATE", 0xbe, NESTED_STATE, VCPU);

  /** api.rst 4.115. */
  public static final Request KVM_SET_NESTED_STATE =
      iow("KVM_SET_NESTED_STATE", 0xbf, NESTED_STATE, VCPU);
}
