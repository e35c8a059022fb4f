package io.github.kvmtck.reference.irqchip;

/**
 * A message to local APICs (struct kvm_lapic_irq): from an MSI, or from the ICR of another.
 *
 * @param mode delivery mode, bits 8 to 10 of ICR and MSI data
 * @param level false for the de-assert of an INIT
 * @param redirected the one of its destinations that has the lowest priority takes it
 * @param shorthand 0 none, 1 self, 2 all including self, 3 all excluding self
 * @param fromApic it was sent by a local APIC, and not by an MSI or an I/O APIC
 */
public record Ipi(
    int vector,
    int mode,
    boolean level,
    boolean levelTriggered,
    boolean logical,
    int destination,
    boolean redirected,
    int shorthand,
    boolean fromApic) {
  public static final int FIXED = 0;
  public static final int LOWEST_PRIORITY = 1;
  public static final int SMI = 2;

  /** Remote read, which KVM uses for the kick of a halted vCPU by another (APIC_DM_REMRD). */
  public static final int REMOTE_READ = 3;

  public static final int NMI = 4;
  public static final int INIT = 5;
  public static final int STARTUP = 6;

  static final int SELF = 1;
  private static final int ALL = 2;
  private static final int OTHERS = 3;

  /** From the I/O APIC. */
  static Ipi fromPin(int vector, int mode, boolean level, boolean logical, int destination) {
    return new Ipi(vector, mode, true, level, logical, destination, false, 0, false);
  }

  /**
   * What an MSI carries (SDM vol. 3, 12.11); KVM takes every one for an assertion.
   *
   * @param wide the upper half of the address has bits 8 to 31 of the destination
   *     (KVM_X2APIC_API_USE_32BIT_IDS)
   */
  public static Ipi fromMsi(long address, int data, boolean wide) {
    int upper = wide ? (int) (address >>> 32) & ~0xff : 0;
    return new Ipi(
        data & 0xff,
        data >>> 8 & 7,
        true,
        (data & 1 << 15) != 0,
        (address & 1 << 2) != 0,
        (int) (address >>> 12) & 0xff | upper,
        (address & 1 << 3) != 0,
        0,
        false);
  }

  /** What an entry of the local vector table says. */
  static Ipi local(int lvt) {
    return new Ipi(
        lvt & 0xff, lvt >>> 8 & 7, true, (lvt & 1 << 15) != 0, false, 0, false, SELF, true);
  }

  /** What a write of ICR sends (SDM vol. 3, 12.6.1). */
  static Ipi fromIcr(int low, int destination) {
    return new Ipi(
        low & 0xff,
        low >>> 8 & 7,
        (low & 1 << 14) != 0,
        (low & 1 << 15) != 0,
        (low & 1 << 11) != 0,
        destination,
        false,
        low >>> 18 & 3,
        true);
  }

  /** This with the mode of a fixed interrupt. */
  Ipi asFixed() {
    return new Ipi(
        vector,
        FIXED,
        level,
        levelTriggered,
        logical,
        destination,
        redirected,
        shorthand,
        fromApic);
  }

  /** kvm_lowest_prio_delivery. */
  boolean forOne() {
    return mode == LOWEST_PRIORITY || redirected;
  }

  /** Whether an APIC is meant by the shorthand, or by the address where there is none. */
  boolean reaches(LocalApic apic, boolean self, boolean rewritesBroadcast) {
    return switch (shorthand) {
      case SELF -> self;
      case ALL -> true;
      case OTHERS -> !self;
      default -> apic.meantBy(this, rewritesBroadcast);
    };
  }
}
