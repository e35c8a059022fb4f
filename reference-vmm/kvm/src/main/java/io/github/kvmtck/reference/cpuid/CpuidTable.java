package io.github.kvmtck.reference.cpuid;

import java.util.List;

/** What CPUID answers in a guest; nothing where the client has set nothing. Immutable. */
public record CpuidTable(List<CpuidLeaf> leaves) {
  public static final CpuidTable NONE = new CpuidTable(List.of());

  private static final CpuidLeaf ZERO = CpuidLeaf.of(0, 0, 0, 0, 0);
  private static final int FEATURES = 1;
  private static final int X2APIC = 1 << 21;
  private static final int TSC_DEADLINE_TIMER = 1 << 24;
  private static final int EXTENDED = 0x8000_0000;
  private static final int ADDRESS_BITS = 0x8000_0008;

  /** What a processor has that does not tell (cpuid_query_maxphyaddr). */
  private static final int LEAST_ADDRESS_BITS = 36;

  /** What CPUID says of a feature. */
  public enum Feature {
    /** The leaf is not there. */
    ABSENT,
    OFF,
    ON
  }

  /** The answer for a leaf and subleaf; zeroes for what is not in the table. */
  public CpuidLeaf find(int leaf, int subleaf) {
    for (CpuidLeaf each : leaves) {
      if (each.answers(leaf, subleaf)) {
        return each;
      }
    }
    return ZERO;
  }

  /** Whether the local APIC can be used in x2APIC mode. */
  public boolean hasX2apic() {
    return (find(FEATURES, 0).ecx() & X2APIC) != 0;
  }

  /** Whether the local APIC's timer has deadlines. */
  public Feature tscDeadlineTimer() {
    CpuidLeaf features = find(FEATURES, 0);
    if (features.function() != FEATURES) {
      return Feature.ABSENT;
    }
    return (features.ecx() & TSC_DEADLINE_TIMER) != 0 ? Feature.ON : Feature.OFF;
  }

  /** Bits of a guest-physical address. */
  public int addressBits() {
    boolean told = Integer.compareUnsigned(find(EXTENDED, 0).eax(), ADDRESS_BITS) >= 0;
    CpuidLeaf sizes = find(ADDRESS_BITS, 0);
    return told && sizes.function() == ADDRESS_BITS ? sizes.eax() & 0xff : LEAST_ADDRESS_BITS;
  }
}
