package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** What decides how a vCPU runs and ends (api.rst section 5 and 4.7, 4.10, 4.21). */
public final class VcpuRun {
  private VcpuRun() {}

  /** api.rst 4.7. Takes the vCPU id, returns a vCPU fd. EEXIST, EINVAL. */
  public static final Request KVM_CREATE_VCPU = io("KVM_CREATE_VCPU", 0x41, VM).taking();

  /** api.rst 4.41. Takes a vCPU id; EBUSY after a vCPU was made. */
  public static final Request KVM_SET_BOOT_CPU_ID = io("KVM_SET_BOOT_CPU_ID", 0x78, VM).taking();

  /** api.rst 4.10. EINTR, EAGAIN, EFAULT, EINVAL; the argument is 0. */
  public static final Request KVM_RUN = io("KVM_RUN", 0x80, VCPU);

  /** For KVM_SET_SIGNAL_MASK: the set lies at offset 4, without padding. */
  public static final Struct SIGNAL_MASK = struct("kvm_signal_mask", u32("len"), u8("sigset[]"));

  /** api.rst 4.21. EINVAL where len is not 8. A null pointer ends it. */
  public static final Request KVM_SET_SIGNAL_MASK =
      iow("KVM_SET_SIGNAL_MASK", 0x8b, SIGNAL_MASK, VCPU);

  /** For KVM_TPR_ACCESS_REPORTING. */
  public static final Struct TPR_ACCESS_CTL =
      struct("kvm_tpr_access_ctl", u32("enabled"), u32("flags"), u32("reserved[8]"));

  /** With KVM_CAP_VAPIC; api.rst does not describe it. */
  public static final Request KVM_TPR_ACCESS_REPORTING =
      iowr("KVM_TPR_ACCESS_REPORTING", 0x92, TPR_ACCESS_CTL, VCPU);

  /** For KVM_SET_VAPIC_ADDR. */
  public static final Struct VAPIC_ADDR = struct("kvm_vapic_addr", u64("vapic_addr"));

  /** With KVM_CAP_VAPIC; api.rst does not describe it. */
  public static final Request KVM_SET_VAPIC_ADDR =
      iow("KVM_SET_VAPIC_ADDR", 0x93, VAPIC_ADDR, VCPU);
}
