package io.github.kvmtck.x86.lanes;

/** Shifts of every lane by one count. A count beyond the lane leaves zeroes, or signs. */
public final class LaneShift {
  private LaneShift() {}

  private static boolean beyond(long count, int bits) {
    return Long.compareUnsigned(count, bits) >= 0;
  }

  private static long left(long a, long count, int bits) {
    if (beyond(count, bits)) {
      return 0;
    }
    return Lanes.each(a, count, bits, (x, y) -> x << (int) count);
  }

  private static long right(long a, long count, int bits) {
    if (beyond(count, bits)) {
      return 0;
    }
    return Lanes.eachUnsigned(a, count, bits, (x, y) -> x >>> (int) count);
  }

  private static long arithmetic(long a, long count, int bits) {
    int n = beyond(count, bits) ? bits - 1 : (int) count;
    return Lanes.each(a, count, bits, (x, y) -> x >> n);
  }

  public static long psllw(long a, long count) {
    return left(a, count, 16);
  }

  public static long pslld(long a, long count) {
    return left(a, count, 32);
  }

  public static long psllq(long a, long count) {
    return beyond(count, 64) ? 0 : a << (int) count;
  }

  public static long psrlw(long a, long count) {
    return right(a, count, 16);
  }

  public static long psrld(long a, long count) {
    return right(a, count, 32);
  }

  public static long psrlq(long a, long count) {
    return beyond(count, 64) ? 0 : a >>> (int) count;
  }

  public static long psraw(long a, long count) {
    return arithmetic(a, count, 16);
  }

  public static long psrad(long a, long count) {
    return arithmetic(a, count, 32);
  }
}
