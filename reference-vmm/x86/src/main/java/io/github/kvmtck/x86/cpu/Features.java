package io.github.kvmtck.x86.cpu;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The features that this processor has, and how wide its addresses are. Decoding depends on them,
 * and what is decoded is kept: they are set before the processor runs.
 */
public final class Features {
  /** The architectural limit of MAXPHYADDR (SDM vol. 3, 5.1.4). */
  private static final int WIDEST = 52;

  /** Bits of a linear address that only repeat the top one: LA57. */
  private static final int UNUSED = 64 - 57;

  private static final int ADDRESS_SIZES = 0x8000_0008;

  private final Set<Feature> present = EnumSet.allOf(Feature.class);
  private int physicalBits = WIDEST;

  /**
   * All that CPUID, as {@code cpuid} answers it, reports, and nothing else; physical addresses of
   * 52 bits where it says nothing of them.
   */
  public void reported(Feature.Cpuid cpuid) {
    present.clear();
    Arrays.stream(Feature.values()).filter(f -> f.reported(cpuid)).forEach(present::add);
    int[] answer = new int[4];
    cpuid.answer(ADDRESS_SIZES, 0, answer);
    int width = answer[0] & 0xff;
    physicalBits = width < 32 || width > WIDEST ? WIDEST : width;
  }

  public boolean has(Feature feature) {
    return present.contains(feature);
  }

  /** MAXPHYADDR. */
  public int physicalBits() {
    return physicalBits;
  }

  /** The bits that no physical address has. */
  public long beyond() {
    return -1L << physicalBits;
  }

  /**
   * Whether a base or a model-specific register may have a value: canonical for the widest linear
   * addresses that the processor has, whatever CPUID shows and CR4.LA57 is
   * (is_noncanonical_base_address).
   */
  public static boolean canonical(long linear) {
    return extended(linear) == linear;
  }

  /** The canonical address that has the same low bits. */
  public static long extended(long linear) {
    return linear << UNUSED >> UNUSED;
  }
}
