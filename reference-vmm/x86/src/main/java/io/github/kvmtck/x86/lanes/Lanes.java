package io.github.kvmtck.x86.lanes;

import java.util.function.LongBinaryOperator;

/** Operations in which a lane of the result depends on the lanes at its own place. */
public final class Lanes {
  private static final long BYTES = 0x8080_8080_8080_8080L;
  private static final long WORDS = 0x8000_8000_8000_8000L;
  private static final long DWORDS = 0x8000_0000_8000_0000L;

  private Lanes() {}

  /** Lane {@code i} of {@code bits} each, sign-extended. */
  public static long signed(long quad, int i, int bits) {
    return quad << 64 - bits * (i + 1) >> 64 - bits;
  }

  /** Lane {@code i} of {@code bits} each, zero-extended. */
  public static long unsigned(long quad, int i, int bits) {
    return quad << 64 - bits * (i + 1) >>> 64 - bits;
  }

  /** A value cut to {@code bits} and put to the place of lane {@code i}. */
  public static long place(long value, int i, int bits) {
    return value << 64 - bits >>> 64 - bits * (i + 1);
  }

  /** {@code f} of each two lanes, cut to the lane. */
  public static long each(long a, long b, int bits, LongBinaryOperator f) {
    long result = 0;
    for (int i = 0; i < 64 / bits; i++) {
      result |= place(f.applyAsLong(signed(a, i, bits), signed(b, i, bits)), i, bits);
    }
    return result;
  }

  /** {@code f} of each two lanes without sign, cut to the lane. */
  public static long eachUnsigned(long a, long b, int bits, LongBinaryOperator f) {
    long result = 0;
    for (int i = 0; i < 64 / bits; i++) {
      result |= place(f.applyAsLong(unsigned(a, i, bits), unsigned(b, i, bits)), i, bits);
    }
    return result;
  }

  /** Carries stop at the top bit of a lane, which is added by itself. */
  private static long add(long a, long b, long top) {
    return (a & ~top) + (b & ~top) ^ (a ^ b) & top;
  }

  private static long subtract(long a, long b, long top) {
    return (a | top) - (b & ~top) ^ (a ^ ~b) & top;
  }

  public static long paddb(long a, long b) {
    return add(a, b, BYTES);
  }

  public static long paddw(long a, long b) {
    return add(a, b, WORDS);
  }

  public static long paddd(long a, long b) {
    return add(a, b, DWORDS);
  }

  public static long paddq(long a, long b) {
    return a + b;
  }

  public static long psubb(long a, long b) {
    return subtract(a, b, BYTES);
  }

  public static long psubw(long a, long b) {
    return subtract(a, b, WORDS);
  }

  public static long psubd(long a, long b) {
    return subtract(a, b, DWORDS);
  }

  public static long psubq(long a, long b) {
    return a - b;
  }

  /** The nearest value that a signed number of {@code bits} can have. */
  static long saturate(long value, int bits) {
    long top = (1L << bits - 1) - 1;
    return Math.clamp(value, -top - 1, top);
  }

  /** The nearest value that an unsigned number of {@code bits} can have. */
  static long saturateUnsigned(long value, int bits) {
    return Math.clamp(value, 0, (1L << bits) - 1);
  }

  public static long paddsb(long a, long b) {
    return each(a, b, 8, (x, y) -> saturate(x + y, 8));
  }

  public static long paddsw(long a, long b) {
    return each(a, b, 16, (x, y) -> saturate(x + y, 16));
  }

  public static long paddusb(long a, long b) {
    return eachUnsigned(a, b, 8, (x, y) -> saturateUnsigned(x + y, 8));
  }

  public static long paddusw(long a, long b) {
    return eachUnsigned(a, b, 16, (x, y) -> saturateUnsigned(x + y, 16));
  }

  public static long psubsb(long a, long b) {
    return each(a, b, 8, (x, y) -> saturate(x - y, 8));
  }

  public static long psubsw(long a, long b) {
    return each(a, b, 16, (x, y) -> saturate(x - y, 16));
  }

  public static long psubusb(long a, long b) {
    return eachUnsigned(a, b, 8, (x, y) -> saturateUnsigned(x - y, 8));
  }

  public static long psubusw(long a, long b) {
    return eachUnsigned(a, b, 16, (x, y) -> saturateUnsigned(x - y, 16));
  }

  public static long pand(long a, long b) {
    return a & b;
  }

  public static long pandn(long a, long b) {
    return ~a & b;
  }

  public static long por(long a, long b) {
    return a | b;
  }

  public static long pxor(long a, long b) {
    return a ^ b;
  }

  public static long pavgb(long a, long b) {
    return eachUnsigned(a, b, 8, (x, y) -> x + y + 1 >> 1);
  }

  public static long pavgw(long a, long b) {
    return eachUnsigned(a, b, 16, (x, y) -> x + y + 1 >> 1);
  }

  public static long pabsb(long a, long b) {
    return each(a, b, 8, (x, y) -> Math.abs(y));
  }

  public static long pabsw(long a, long b) {
    return each(a, b, 16, (x, y) -> Math.abs(y));
  }

  public static long pabsd(long a, long b) {
    return each(a, b, 32, (x, y) -> Math.abs(y));
  }

  public static long psignb(long a, long b) {
    return each(a, b, 8, (x, y) -> x * Long.signum(y));
  }

  public static long psignw(long a, long b) {
    return each(a, b, 16, (x, y) -> x * Long.signum(y));
  }

  public static long psignd(long a, long b) {
    return each(a, b, 32, (x, y) -> x * Long.signum(y));
  }
}
