package io.github.kvmtck.reference.irqchip;

/** What IA32_APIC_BASE says of a local APIC (enum lapic_mode; SDM vol. 3, table 12-5). */
public enum ApicMode {
  DISABLED,
  INVALID,
  XAPIC,
  X2APIC;

  /** EXTD. */
  public static final long X2APIC_ENABLE = 1 << 10;

  /** EN. */
  public static final long ENABLE = 1 << 11;

  /** kvm_apic_mode. */
  public static ApicMode of(long base) {
    return values()[(int) ((base & ENABLE) / ENABLE * 2 + (base & X2APIC_ENABLE) / X2APIC_ENABLE)];
  }
}
