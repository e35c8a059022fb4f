package io.github.kvmtck.x86.lanes;

/** Products, sums of products, and sums of differences. */
public final class LaneProduct {
  private LaneProduct() {}

  public static long pmullw(long a, long b) {
    return Lanes.each(a, b, 16, (x, y) -> x * y);
  }

  public static long pmulhw(long a, long b) {
    return Lanes.each(a, b, 16, (x, y) -> x * y >> 16);
  }

  public static long pmulhuw(long a, long b) {
    return Lanes.eachUnsigned(a, b, 16, (x, y) -> x * y >> 16);
  }

  /** The upper half of the doubled product, rounded (SDM vol. 2, PMULHRSW). */
  public static long pmulhrsw(long a, long b) {
    return Lanes.each(a, b, 16, (x, y) -> (x * y >> 14) + 1 >> 1);
  }

  public static long pmulld(long a, long b) {
    return Lanes.each(a, b, 32, (x, y) -> x * y);
  }

  /** The even doublewords make a quadword. */
  public static long pmuldq(long a, long b) {
    return (long) (int) a * (int) b;
  }

  public static long pmuludq(long a, long b) {
    return (a & 0xffff_ffffL) * (b & 0xffff_ffffL);
  }

  /** Each two products of words make a doubleword; only four of -32768 overflow, and wrap. */
  public static long pmaddwd(long a, long b) {
    long result = 0;
    for (int i = 0; i < 2; i++) {
      long sum =
          Lanes.signed(a, 2 * i, 16) * Lanes.signed(b, 2 * i, 16)
              + Lanes.signed(a, 2 * i + 1, 16) * Lanes.signed(b, 2 * i + 1, 16);
      result |= Lanes.place(sum, i, 32);
    }
    return result;
  }

  /** Unsigned bytes of {@code a} by signed bytes of {@code b}; each two products make a word. */
  public static long pmaddubsw(long a, long b) {
    long result = 0;
    for (int i = 0; i < 4; i++) {
      long sum =
          Lanes.unsigned(a, 2 * i, 8) * Lanes.signed(b, 2 * i, 8)
              + Lanes.unsigned(a, 2 * i + 1, 8) * Lanes.signed(b, 2 * i + 1, 8);
      result |= Lanes.place(Lanes.saturate(sum, 16), i, 16);
    }
    return result;
  }

  /** The sum of the distances of eight bytes. */
  public static long psadbw(long a, long b) {
    long sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Math.abs(Lanes.unsigned(a, i, 8) - Lanes.unsigned(b, i, 8));
    }
    return sum;
  }
}
