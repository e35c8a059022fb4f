package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Encrypted guests (api.rst 4.110 to 4.112). */
public final class Confidential {
  private Confidential() {}

  /** SEV: a command for KVM_MEMORY_ENCRYPT_OP. */
  public static final Struct SEV_CMD =
      struct("kvm_sev_cmd", u32("id"), u32("pad0"), u64("data"), u32("error"), u32("sev_fd"));

  /** TDX: the same. */
  public static final Struct TDX_CMD =
      struct("kvm_tdx_cmd", u32("id"), u32("flags"), u64("data"), u64("hw_error"));

  /** api.rst 4.110. A pointer to a command, though its number says unsigned long. */
  public static final Request KVM_MEMORY_ENCRYPT_OP =
      iowr("KVM_MEMORY_ENCRYPT_OP", 0xba, Scalar.U64, VM, VCPU).pointingTo(SEV_CMD);

  /** Memory that may not move. */
  public static final Struct ENC_REGION = struct("kvm_enc_region", u64("addr"), u64("size"));

  /** api.rst 4.111. */
  public static final Request KVM_MEMORY_ENCRYPT_REG_REGION =
      ior("KVM_MEMORY_ENCRYPT_REG_REGION", 0xbb, ENC_REGION, VM);

  /** api.rst 4.112. */
  public static final Request KVM_MEMORY_ENCRYPT_UNREG_REGION =
      ior("KVM_MEMORY_ENCRYPT_UNREG_REGION", 0xbc, ENC_REGION, VM);

  /** In kvm_run, for KVM_EXIT_SNP_REQ_CERTS. */
  public static final Struct EXIT_SNP_REQ_CERTS =
      struct("kvm_exit_snp_req_certs", u64("gpa"), u64("npages"), u64("ret"));
}
