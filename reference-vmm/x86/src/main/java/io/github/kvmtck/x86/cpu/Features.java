package io.github.kvmtck.x86.cpu;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The features that this processor has. Decoding depends on them, and what is decoded is kept: they
 * are set before the processor runs.
 */
public final class Features {
  private final Set<Feature> present = EnumSet.allOf(Feature.class);

  /** All that CPUID, as {@code cpuid} answers it, reports, and nothing else. */
  public void reported(Feature.Cpuid cpuid) {
    present.clear();
    Arrays.stream(Feature.values()).filter(f -> f.reported(cpuid)).forEach(present::add);
  }

  public boolean has(Feature feature) {
    return present.contains(feature);
  }
}
