package io.github.kvmtck.reference.msr;

import java.util.BitSet;
import java.util.List;

/**
 * KVM_X86_SET_MSR_FILTER (api.rst 4.97).
 *
 * @param defaultAllow for what no range covers
 * @param ranges the first that covers an access decides
 */
public record MsrFilter(boolean defaultAllow, List<Range> ranges) {
  public static final MsrFilter ALLOW_ALL = new MsrFilter(true, List.of());

  private static final int X2APIC_FIRST = 0x800;
  private static final int X2APIC_LAST = 0x8ff;

  /**
   * A range of registers.
   *
   * @param flags KVM_MSR_FILTER_READ, KVM_MSR_FILTER_WRITE
   * @param allowed by distance from {@code base}
   */
  public record Range(int flags, int base, int count, BitSet allowed) {
    boolean covers(int index, int access) {
      return (flags & access) != 0 && Integer.compareUnsigned(index - base, count) < 0;
    }
  }

  /**
   * kvm_msr_allowed.
   *
   * @param access KVM_MSR_FILTER_READ or KVM_MSR_FILTER_WRITE
   */
  public boolean allows(int index, int access) {
    if (index >= X2APIC_FIRST && index <= X2APIC_LAST) {
      return true;
    }
    for (Range range : ranges) {
      if (range.covers(index, access)) {
        return range.allowed.get(index - range.base);
      }
    }
    return defaultAllow;
  }
}
