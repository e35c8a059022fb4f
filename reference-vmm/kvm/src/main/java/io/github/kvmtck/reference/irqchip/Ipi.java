package io.github.kvmtck.reference.irqchip;

/**
 * A message to local APICs (struct kvm_lapic_irq): from an MSI, or from the ICR of another.
 *
 * @param mode delivery mode, bits 8 to 10 of ICR and MSI data
 * @param level false for the de-assert of an INIT
 * @param shorthand 0 none, 1 self, 2 all including self, 3 all excluding self
 */
public record Ipi(
    int vector,
    int mode,
    boolean level,
    boolean levelTriggered,
    boolean logical,
    int destination,
    int shorthand) {
  public static final int FIXED = 0;
  public static final int LOWEST_PRIORITY = 1;
  public static final int SMI = 2;

  /** Remote read, which KVM uses for the kick of a halted vCPU by another (APIC_DM_REMRD). */
  public static final int REMOTE_READ = 3;

  public static final int NMI = 4;
  public static final int INIT = 5;
  public static final int STARTUP = 6;

  private static final int BROADCAST = 0xff;

  /** What an MSI carries (SDM vol. 3, 12.11); KVM takes every one for an assertion. */
  public static Ipi fromMsi(long address, int data) {
    return new Ipi(
        data & 0xff,
        data >>> 8 & 7,
        true,
        (data & 1 << 15) != 0,
        (address & 1 << 2) != 0,
        (int) (address >>> 12) & 0xff,
        0);
  }

  /** What an entry of the local vector table says. */
  static Ipi local(int lvt) {
    return new Ipi(lvt & 0xff, lvt >>> 8 & 7, true, (lvt & 1 << 15) != 0, false, 0, 0);
  }

  /** What a write of ICR sends (SDM vol. 3, 12.6.1). */
  static Ipi fromIcr(int low, int high) {
    return new Ipi(
        low & 0xff,
        low >>> 8 & 7,
        (low & 1 << 14) != 0,
        (low & 1 << 15) != 0,
        (low & 1 << 11) != 0,
        high >>> 24 & 0xff,
        low >>> 18 & 3);
  }

  /** Whether an APIC is meant. */
  public boolean reaches(LocalApic apic, boolean self) {
    return switch (shorthand) {
      case 1 -> self;
      case 2 -> true;
      case 3 -> !self;
      default -> matches(apic);
    };
  }

  private boolean matches(LocalApic apic) {
    if (destination == BROADCAST) {
      return true;
    }
    return logical ? apic.matchesLogical(destination) : apic.id() == destination;
  }
}
