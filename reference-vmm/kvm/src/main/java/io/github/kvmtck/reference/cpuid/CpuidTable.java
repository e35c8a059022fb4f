package io.github.kvmtck.reference.cpuid;

import java.util.List;

/** What CPUID answers in a guest; nothing where the client has set nothing. Immutable. */
public record CpuidTable(List<CpuidLeaf> leaves) {
  public static final CpuidTable NONE = new CpuidTable(List.of());

  private static final CpuidLeaf ZERO = CpuidLeaf.of(0, 0, 0, 0, 0);

  /** The answer for a leaf and subleaf; zeroes for what is not in the table. */
  public CpuidLeaf find(int leaf, int subleaf) {
    for (CpuidLeaf each : leaves) {
      if (each.answers(leaf, subleaf)) {
        return each;
      }
    }
    return ZERO;
  }
}
