package io.github.kvmtck.reference.irqchip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local APICs that a message goes to (kvm_irq_delivery_to_apic).
 *
 * @param message may differ from what was asked: nothing is sent to one of all
 * @param apics in order
 * @param known the destination was looked up: that nobody is there is no error
 */
public record Destinations(Ipi message, List<LocalApic> apics, boolean known) {

  /**
   * What a VM's APICs are and how they are addressed.
   *
   * @param all in order of their vCPUs
   * @param wideIds KVM_X2APIC_API_USE_32BIT_IDS
   * @param rewritesBroadcast 0xff is for all, in x2APIC mode too, where no APIC sends it: not with
   *     KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK
   */
  public record Apics(List<LocalApic> all, boolean wideIds, boolean rewritesBroadcast) {}

  /**
   * Finds them.
   *
   * @param sender whose ICR sends it; null for an MSI
   */
  public static Destinations of(Ipi asked, Apics apics, @Nullable LocalApic sender) {
    if (asked.shorthand() == Ipi.SELF && sender != null) {
      return new Destinations(asked, List.of(sender), true);
    }
    ApicMap map = new ApicMap(apics.all, apics.wideIds);
    boolean addressed =
        asked.shorthand() == 0 && !apics.all.isEmpty() && !isBroadcast(asked, apics, map, sender);
    List<LocalApic> found = addressed ? map.find(asked, asked.forOne()) : null;
    return found != null ? new Destinations(asked, found, true) : askingAll(asked, apics, sender);
  }

  /** kvm_apic_is_broadcast_dest. */
  private static boolean isBroadcast(
      Ipi asked, Apics apics, ApicMap map, @Nullable LocalApic sender) {
    if (apics.rewritesBroadcast) {
      boolean x2apic = sender != null && sender.mode() == ApicMode.X2APIC;
      return ApicAddress.isBroadcast(asked, x2apic);
    }
    return ApicAddress.isBroadcast(asked, true)
        || !map.onlyX2apic() && ApicAddress.isBroadcast(asked, false);
  }

  private static Destinations askingAll(Ipi asked, Apics apics, @Nullable LocalApic sender) {
    boolean toAll = !asked.logical() && asked.destination() == 0xff;
    Ipi message = toAll && asked.forOne() ? asked.asFixed() : asked;
    List<LocalApic> meant = new ArrayList<>();
    for (LocalApic each : apics.all) {
      if (each.present() && message.reaches(each, each == sender, apics.rewritesBroadcast)) {
        meant.add(each);
      }
    }
    return new Destinations(message, message.forOne() ? one(message, meant) : meant, false);
  }

  /** Of several that are enabled the vector chooses one (vector hashing). */
  private static List<LocalApic> one(Ipi message, List<LocalApic> meant) {
    List<LocalApic> able = meant.stream().filter(LocalApic::enabled).toList();
    return able.isEmpty() ? able : List.of(able.get(message.vector() % able.size()));
  }
}
