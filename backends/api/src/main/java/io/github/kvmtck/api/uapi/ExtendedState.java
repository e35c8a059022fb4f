package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iow;

/** x87, SSE, AVX and what follows (api.rst 4.22, 4.23, 4.42 to 4.45, 4.134). */
public final class ExtendedState {
  private ExtendedState() {}

  /** For KVM_GET_FPU and KVM_SET_FPU. */
  public static final Struct FPU =
      struct(
          "kvm_fpu",
          u8("fpr[8][16]"),
          u16("fcw"),
          u16("fsw"),
          u8("ftwx"), // in fxsave format
          u8("pad1"),
          u16("last_opcode"),
          u64("last_ip"),
          u64("last_dp"),
          u8("xmm[16][16]"),
          u32("mxcsr"),
          u32("pad2"));

  /** api.rst 4.22. */
  public static final Request KVM_GET_FPU = ior("KVM_GET_FPU", 0x8c, FPU, VCPU);

  /** api.rst 4.23. */
  public static final Request KVM_SET_FPU = iow("KVM_SET_FPU", 0x8d, FPU, VCPU);

  /** For KVM_GET_XSAVE and KVM_SET_XSAVE: the format of XSAVE; extra grows with KVM_CAP_XSAVE2. */
  public static final Struct XSAVE = struct("kvm_xsave", u32("region[1024]"), u32("extra[]"));

  /** api.rst 4.42. */
  public static final Request KVM_GET_XSAVE = ior("KVM_GET_XSAVE", 0xa4, XSAVE, VCPU);

  /** api.rst 4.43. */
  public static final Request KVM_SET_XSAVE = iow("KVM_SET_XSAVE", 0xa5, XSAVE, VCPU);

  /** api.rst 4.134. As long as KVM_CHECK_EXTENSION(KVM_CAP_XSAVE2) on the VM says. */
  public static final Request KVM_GET_XSAVE2 = ior("KVM_GET_XSAVE2", 0xcf, XSAVE, VCPU);

  /** One extended control register. */
  public static final Struct XCR = struct("kvm_xcr", u32("xcr"), u32("reserved"), u64("value"));

  /** For KVM_GET_XCRS and KVM_SET_XCRS. */
  public static final Struct XCRS =
      struct("kvm_xcrs", u32("nr_xcrs"), u32("flags"), member(XCR, "xcrs[16]"), u64("padding[16]"));

  /** api.rst 4.44. */
  public static final Request KVM_GET_XCRS = ior("KVM_GET_XCRS", 0xa6, XCRS, VCPU);

  /** api.rst 4.45. */
  public static final Request KVM_SET_XCRS = iow("KVM_SET_XCRS", 0xa7, XCRS, VCPU);
}
