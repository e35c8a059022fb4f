package io.github.kvmtck.reference.time;

import java.math.BigInteger;

/**
 * How a guest's time stamp counter goes on (vcpu-&gt;arch.tsc_scaling_ratio): the host's, which has
 * a tick a nanosecond, or that multiplied.
 *
 * @param khz the frequency that was asked for
 * @param ratio with {@link #FRACTION_BITS} bits behind the point
 */
public record TscScale(int khz, long ratio) {
  /** The host's own frequency. */
  public static final TscScale HOST = of(GuestClock.TSC_KHZ);

  /** kvm_caps.max_guest_tsc_khz: from here on no frequency can be had. */
  public static final int TOO_FAST = Integer.MAX_VALUE;

  /** As with VMX. */
  private static final int FRACTION_BITS = 48;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** tsc_tolerance_ppm: so near to the host's it is the host's. */
  private static final int TOLERANCE_KHZ = GuestClock.TSC_KHZ / 1_000_000 * 250;

  /** kvm_set_tsc_khz. */
  public static TscScale of(int khz) {
    boolean same = Math.abs((long) khz - GuestClock.TSC_KHZ) <= TOLERANCE_KHZ;
    BigInteger ticks =
        BigInteger.valueOf(same ? GuestClock.TSC_KHZ : Integer.toUnsignedLong(khz))
            .shiftLeft(FRACTION_BITS)
            .divide(BigInteger.valueOf(GuestClock.TSC_KHZ));
    return new TscScale(khz, ticks.longValue());
  }

  /** kvm_scale_tsc: ticks of the guest while the host's counter has made these. */
  public long scale(long hostTicks) {
    return Math.unsignedMultiplyHigh(hostTicks, ratio) << Long.SIZE - FRACTION_BITS
        | hostTicks * ratio >>> FRACTION_BITS;
  }

  /** Nanoseconds in which the guest's counter makes so many ticks, at least. */
  public long nanos(long guestTicks) {
    return (long) Math.ceil(guestTicks * (double) NANOS_PER_MILLI / Integer.toUnsignedLong(khz));
  }
}
