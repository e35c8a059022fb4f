package io.github.kvmtck.x86.lanes;

/** Comparisons, and what follows from them: all ones where they hold, the smaller, the larger. */
public final class LaneOrder {
  private LaneOrder() {}

  private static long all(boolean holds) {
    return holds ? -1 : 0;
  }

  public static long pcmpeqb(long a, long b) {
    return Lanes.each(a, b, 8, (x, y) -> all(x == y));
  }

  public static long pcmpeqw(long a, long b) {
    return Lanes.each(a, b, 16, (x, y) -> all(x == y));
  }

  public static long pcmpeqd(long a, long b) {
    return Lanes.each(a, b, 32, (x, y) -> all(x == y));
  }

  public static long pcmpeqq(long a, long b) {
    return all(a == b);
  }

  public static long pcmpgtb(long a, long b) {
    return Lanes.each(a, b, 8, (x, y) -> all(x > y));
  }

  public static long pcmpgtw(long a, long b) {
    return Lanes.each(a, b, 16, (x, y) -> all(x > y));
  }

  public static long pcmpgtd(long a, long b) {
    return Lanes.each(a, b, 32, (x, y) -> all(x > y));
  }

  public static long pcmpgtq(long a, long b) {
    return all(a > b);
  }

  public static long pmaxsb(long a, long b) {
    return Lanes.each(a, b, 8, Math::max);
  }

  public static long pmaxsw(long a, long b) {
    return Lanes.each(a, b, 16, Math::max);
  }

  public static long pmaxsd(long a, long b) {
    return Lanes.each(a, b, 32, Math::max);
  }

  public static long pmaxub(long a, long b) {
    return Lanes.eachUnsigned(a, b, 8, Math::max);
  }

  public static long pmaxuw(long a, long b) {
    return Lanes.eachUnsigned(a, b, 16, Math::max);
  }

  public static long pmaxud(long a, long b) {
    return Lanes.eachUnsigned(a, b, 32, Math::max);
  }

  public static long pminsb(long a, long b) {
    return Lanes.each(a, b, 8, Math::min);
  }

  public static long pminsw(long a, long b) {
    return Lanes.each(a, b, 16, Math::min);
  }

  public static long pminsd(long a, long b) {
    return Lanes.each(a, b, 32, Math::min);
  }

  public static long pminub(long a, long b) {
    return Lanes.eachUnsigned(a, b, 8, Math::min);
  }

  public static long pminuw(long a, long b) {
    return Lanes.eachUnsigned(a, b, 16, Math::min);
  }

  public static long pminud(long a, long b) {
    return Lanes.eachUnsigned(a, b, 32, Math::min);
  }
}
