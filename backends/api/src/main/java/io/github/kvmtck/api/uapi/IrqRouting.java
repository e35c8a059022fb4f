package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Where a global system interrupt goes (api.rst 4.52). */
public final class IrqRouting {
  private IrqRouting() {}

  /** To a pin. */
  public static final Struct IRQ_ROUTING_IRQCHIP =
      struct("kvm_irq_routing_irqchip", u32("irqchip"), u32("pin"));

  /** To a message. */
  public static final Struct IRQ_ROUTING_MSI =
      struct(
          "kvm_irq_routing_msi",
          u32("address_lo"),
          u32("address_hi"),
          u32("data"),
          union(u32("pad"), u32("devid")));

  /** To a Hyper-V synthetic interrupt. */
  public static final Struct IRQ_ROUTING_HV_SINT =
      struct("kvm_irq_routing_hv_sint", u32("vcpu"), u32("sint"));

  /** To a Xen event channel. */
  public static final Struct IRQ_ROUTING_XEN_EVTCHN =
      struct("kvm_irq_routing_xen_evtchn", u32("port"), u32("vcpu"), u32("priority"));

  /** One route. */
  public static final Struct IRQ_ROUTING_ENTRY =
      struct(
          "kvm_irq_routing_entry",
          u32("gsi"),
          u32("type"),
          u32("flags"),
          u32("pad"),
          union(
              "u",
              member(IRQ_ROUTING_IRQCHIP, "irqchip"),
              member(IRQ_ROUTING_MSI, "msi"),
              member(IRQ_ROUTING_HV_SINT, "hv_sint"),
              member(IRQ_ROUTING_XEN_EVTCHN, "xen_evtchn"),
              u32("pad[8]")));

  /** Values of type. */
  public static final int KVM_IRQ_ROUTING_IRQCHIP = 1;

  public static final int KVM_IRQ_ROUTING_MSI = 2;
  public static final int KVM_IRQ_ROUTING_HV_SINT = 4;
  public static final int KVM_IRQ_ROUTING_XEN_EVTCHN = 5;

  /** For KVM_SET_GSI_ROUTING. */
  public static final Struct IRQ_ROUTING =
      struct("kvm_irq_routing", u32("nr"), u32("flags"), member(IRQ_ROUTING_ENTRY, "entries[]"));

  /** api.rst 4.52. Replaces the whole table. */
  public static final Request KVM_SET_GSI_ROUTING =
      iow("KVM_SET_GSI_ROUTING", 0x6a, IRQ_ROUTING, VM);
}
