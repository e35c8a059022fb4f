package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.DEVICE;
import static io.github.kvmtck.api.uapi.FdKind.SYSTEM;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Devices and their attributes (api.rst 4.79 to 4.81). */
public final class Devices {
  private Devices() {}

  /** For KVM_CREATE_DEVICE. */
  public static final Struct CREATE_DEVICE =
      struct(
          "kvm_create_device",
          u32("type"), // in: KVM_DEV_TYPE_xxx
          u32("fd"), // out: device handle
          u32("flags")); // in: KVM_CREATE_DEVICE_xxx

  /** Only asks whether the device can be made. */
  public static final int KVM_CREATE_DEVICE_TEST = 1;

  /** Of a device that tells KVM which devices a VMM passes through: one for a VM. */
  public static final int KVM_DEV_TYPE_VFIO = 4;

  /** The group of its attributes, which take the descriptor of a VFIO file. */
  public static final int KVM_DEV_VFIO_FILE = 1;

  public static final int KVM_DEV_VFIO_FILE_ADD = 1;
  public static final int KVM_DEV_VFIO_FILE_DEL = 2;

  /** api.rst 4.79. */
  public static final Request KVM_CREATE_DEVICE =
      iowr("KVM_CREATE_DEVICE", 0xe0, CREATE_DEVICE, VM);

  /** For the three that follow. */
  public static final Struct DEVICE_ATTR =
      struct(
          "kvm_device_attr",
          u32("flags"), // no flags currently defined
          u32("group"), // device-defined
          u64("attr"), // group-defined
          u64("addr")); // userspace address of attr data

  /** api.rst 4.80. */
  public static final Request KVM_SET_DEVICE_ATTR =
      iow("KVM_SET_DEVICE_ATTR", 0xe1, DEVICE_ATTR, DEVICE, VM, VCPU);

  /** api.rst 4.80. */
  public static final Request KVM_GET_DEVICE_ATTR =
      iow("KVM_GET_DEVICE_ATTR", 0xe2, DEVICE_ATTR, DEVICE, VM, VCPU, SYSTEM);

  /** api.rst 4.81. ENXIO where there is no such attribute. */
  public static final Request KVM_HAS_DEVICE_ATTR =
      iow("KVM_HAS_DEVICE_ATTR", 0xe3, DEVICE_ATTR, DEVICE, VM, VCPU, SYSTEM);

  /** Groups and attributes of /dev/kvm. */
  public static final int KVM_X86_GRP_SYSTEM = 0;

  public static final int KVM_X86_XCOMP_GUEST_SUPP = 0;
  public static final int KVM_X86_GRP_SEV = 1;
  public static final int KVM_X86_SEV_VMSA_FEATURES = 0;
  public static final int KVM_X86_SNP_POLICY_BITS = 1;
  public static final int KVM_X86_SEV_SNP_REQ_CERTS = 2;

  /** The TSC offset of a vCPU. */
  public static final int KVM_VCPU_TSC_CTRL = 0;

  public static final int KVM_VCPU_TSC_OFFSET = 0;
}
