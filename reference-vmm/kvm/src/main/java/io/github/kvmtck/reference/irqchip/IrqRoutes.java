package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOAPIC_NUM_PINS;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_PIC_MASTER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The routing of global system interrupts (struct kvm_irq_routing_table). Immutable: a client
 * replaces all of it.
 *
 * @param byGsi a message stands alone, pins stand beside pins of other chips
 */
public record IrqRoutes(Map<Integer, List<IrqRoute>> byGsi) {
  public static final IrqRoutes NONE = new IrqRoutes(Map.of());

  /** KVM_CAP_IRQ_ROUTING. */
  public static final int MOST = 4096;

  private static final int PIC_PINS = 8;

  /** kvm_setup_default_irq_routing: ISA interrupts reach both the PIC and the IOAPIC. */
  public static IrqRoutes standard() {
    IrqRoutes routes = NONE;
    for (int gsi = 0; gsi < KVM_IOAPIC_NUM_PINS; gsi++) {
      routes = routes.with(gsi, new IrqRoute.Pin(KVM_IRQCHIP_IOAPIC, gsi)).orElseThrow();
      if (gsi < 2 * PIC_PINS) {
        int chip = KVM_IRQCHIP_PIC_MASTER + gsi / PIC_PINS;
        routes = routes.with(gsi, new IrqRoute.Pin(chip, gsi % PIC_PINS)).orElseThrow();
      }
    }
    return routes;
  }

  /** Where an interrupt goes. */
  public List<IrqRoute> of(int gsi) {
    return byGsi.getOrDefault(gsi, List.of());
  }

  /** The number that leads to a pin, or -1 (kvm_irq_map_chip_pin): the last that was set. */
  public int of(IrqRoute.Pin pin) {
    int found = -1;
    for (Map.Entry<Integer, List<IrqRoute>> each : byGsi.entrySet()) {
      found = each.getValue().contains(pin) ? each.getKey() : found;
    }
    return found;
  }

  /** This with one route more; empty where it cannot stand beside those that there are. */
  public Optional<IrqRoutes> with(int gsi, IrqRoute route) {
    List<IrqRoute> there = of(gsi);
    if (there.stream().anyMatch(each -> excludes(each, route))) {
      return Optional.empty();
    }
    Map<Integer, List<IrqRoute>> next = new TreeMap<>(byGsi);
    next.put(gsi, Stream.concat(there.stream(), Stream.of(route)).toList());
    return Optional.of(new IrqRoutes(next));
  }

  /** setup_routing_entry: a chip once, and a message alone. */
  private static boolean excludes(IrqRoute one, IrqRoute other) {
    return !(one instanceof IrqRoute.Pin first
        && other instanceof IrqRoute.Pin second
        && first.chip() != second.chip());
  }
}
