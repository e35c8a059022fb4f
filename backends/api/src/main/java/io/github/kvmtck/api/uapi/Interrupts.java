package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.s32;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Interrupt controllers and how interrupts reach them. */
public final class Interrupts {
  private Interrupts() {}

  /** One 8259A. */
  public static final Struct PIC_STATE =
      struct(
          "kvm_pic_state",
          u8("last_irr"), // edge detection
          u8("irr"), // interrupt request register
          u8("imr"), // interrupt mask register
          u8("isr"), // interrupt service register
          u8("priority_add"), // highest irq priority
          u8("irq_base"),
          u8("read_reg_select"),
          u8("poll"),
          u8("special_mask"),
          u8("init_state"),
          u8("auto_eoi"),
          u8("rotate_on_auto_eoi"),
          u8("special_fully_nested_mode"),
          u8("init4"), // true if 4 byte init
          u8("elcr"), // PIIX edge/trigger selection
          u8("elcr_mask"));

  /** The I/O APIC; redirtbl is a register of 64 bits. */
  public static final Struct IOAPIC_STATE =
      struct(
          "kvm_ioapic_state",
          u64("base_address"),
          u32("ioregsel"),
          u32("id"),
          u32("irr"),
          u32("pad"),
          union("redirtbl[24]", u64("bits"))); // the header also names its bit-fields

  /** For KVM_GET_IRQCHIP and KVM_SET_IRQCHIP. */
  public static final Struct IRQCHIP =
      struct(
          "kvm_irqchip",
          u32("chip_id"),
          u32("pad"),
          union(
              "chip",
              u8("dummy[512]"), // reserving space
              member(PIC_STATE, "pic"),
              member(IOAPIC_STATE, "ioapic")));

  /** Values of chip_id. */
  public static final int KVM_IRQCHIP_PIC_MASTER = 0;

  public static final int KVM_IRQCHIP_PIC_SLAVE = 1;
  public static final int KVM_IRQCHIP_IOAPIC = 2;
  public static final int KVM_IOAPIC_NUM_PINS = 24;

  /** api.rst 4.24. EEXIST, EINVAL after a vCPU was made. */
  public static final Request KVM_CREATE_IRQCHIP = io("KVM_CREATE_IRQCHIP", 0x60, VM);

  /** api.rst 4.26. */
  public static final Request KVM_GET_IRQCHIP = iowr("KVM_GET_IRQCHIP", 0x62, IRQCHIP, VM);

  /** api.rst 4.27. */
  public static final Request KVM_SET_IRQCHIP = ior("KVM_SET_IRQCHIP", 0x63, IRQCHIP, VM);

  /** For KVM_IRQ_LINE. */
  public static final Struct IRQ_LEVEL =
      struct("kvm_irq_level", union(u32("irq"), s32("status")), u32("level"));

  /** api.rst 4.25. */
  public static final Request KVM_IRQ_LINE = iow("KVM_IRQ_LINE", 0x61, IRQ_LEVEL, VM);

  /** The same, with an answer in status. */
  public static final Request KVM_IRQ_LINE_STATUS =
      iowr("KVM_IRQ_LINE_STATUS", 0x67, IRQ_LEVEL, VM);

  /** For KVM_CAP_X2APIC_API (api.rst 7.7). */
  public static final int KVM_X2APIC_API_USE_32BIT_IDS = 1 << 0;

  public static final int KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK = 1 << 1;

  /** For KVM_GET_LAPIC and KVM_SET_LAPIC: the register page. */
  public static final Struct LAPIC_STATE = struct("kvm_lapic_state", u8("regs[1024]"));

  /** Bytes of {@link #LAPIC_STATE}. */
  public static final int KVM_APIC_REG_SIZE = 0x400;

  /** api.rst 4.57. */
  public static final Request KVM_GET_LAPIC = ior("KVM_GET_LAPIC", 0x8e, LAPIC_STATE, VCPU);

  /** api.rst 4.58. */
  public static final Request KVM_SET_LAPIC = iow("KVM_SET_LAPIC", 0x8f, LAPIC_STATE, VCPU);

  /** For KVM_SIGNAL_MSI. */
  public static final Struct MSI =
      struct(
          "kvm_msi",
          u32("address_lo"),
          u32("address_hi"),
          u32("data"),
          u32("flags"),
          u32("devid"),
          u8("pad[12]"));

  /** A flag of {@link #MSI}. */
  public static final int KVM_MSI_VALID_DEVID = 1 << 0;

  /** api.rst 4.71. Returns how many CPUs it reached. */
  public static final Request KVM_SIGNAL_MSI = iow("KVM_SIGNAL_MSI", 0xa5, MSI, VM);

  /** For KVM_IRQFD. */
  public static final Struct IRQFD =
      struct("kvm_irqfd", u32("fd"), u32("gsi"), u32("flags"), u32("resamplefd"), u8("pad[16]"));

  /** Flags of {@link #IRQFD}. */
  public static final int KVM_IRQFD_FLAG_DEASSIGN = 1 << 0;

  public static final int KVM_IRQFD_FLAG_RESAMPLE = 1 << 1;

  /** api.rst 4.75. */
  public static final Request KVM_IRQFD = iow("KVM_IRQFD", 0x76, IRQFD, VM);

  /** For KVM_IOEVENTFD. */
  public static final Struct IOEVENTFD =
      struct(
          "kvm_ioeventfd",
          u64("datamatch"),
          u64("addr"), // legal pio/mmio address
          u32("len"), // 1, 2, 4, or 8 bytes; or 0 to ignore length
          s32("fd"),
          u32("flags"),
          u8("pad[36]"));

  /** Flags of {@link #IOEVENTFD}. */
  public static final int KVM_IOEVENTFD_FLAG_DATAMATCH = 1 << 0;

  public static final int KVM_IOEVENTFD_FLAG_PIO = 1 << 1;
  public static final int KVM_IOEVENTFD_FLAG_DEASSIGN = 1 << 2;

  /** api.rst 4.59. */
  public static final Request KVM_IOEVENTFD = iow("KVM_IOEVENTFD", 0x79, IOEVENTFD, VM);
}
