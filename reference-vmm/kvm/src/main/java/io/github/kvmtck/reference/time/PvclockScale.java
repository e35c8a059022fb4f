package io.github.kvmtck.reference.time;

/**
 * How a guest makes nanoseconds of ticks: shift, then multiply by a fraction of 32 bits
 * (kvm_get_time_scale).
 */
public record PvclockScale(int multiplier, int shift) {
  private static final long NANOS = 1_000_000_000;
  private static final long HERTZ = 1000;
  private static final long HIGH_32 = 0xffff_ffff_0000_0000L;

  /** For a counter of a frequency. */
  public static PvclockScale of(int khz) {
    long target = NANOS;
    long ticks = Integer.toUnsignedLong(khz) * HERTZ;
    int shift = 0;
    while (ticks > target * 2 || (ticks & HIGH_32) != 0) {
      ticks >>>= 1;
      shift--;
    }
    while (ticks <= target || (target & HIGH_32) != 0) {
      if ((target & HIGH_32) != 0 || (ticks & 1L << 31) != 0) {
        target >>>= 1;
      } else {
        ticks <<= 1;
      }
      shift++;
    }
    return new PvclockScale((int) Long.divideUnsigned(target << 32, ticks), shift);
  }
}
