package io.github.kvmtck.x86.lanes;

import java.util.function.LongBinaryOperator;

/**
 * Lanes that change their places: packing, interleaving, shuffling, and sums of neighbours. Where
 * two quadwords are given, those of {@code low} come first; they are the two operands of MMX, and
 * for XMM both halves of one operand.
 */
public final class LaneMove {
  private LaneMove() {}

  /** Each lane of {@code bits}, saturated to half of that. */
  private static long pack(long low, long high, int bits, boolean toUnsigned) {
    long result = 0;
    int lanes = 64 / bits;
    int half = bits / 2;
    for (int i = 0; i < 2 * lanes; i++) {
      long value = Lanes.signed(i < lanes ? low : high, i % lanes, bits);
      long narrow = toUnsigned ? Lanes.saturateUnsigned(value, half) : Lanes.saturate(value, half);
      result |= Lanes.place(narrow, i, half);
    }
    return result;
  }

  public static long packsswb(long low, long high) {
    return pack(low, high, 16, false);
  }

  public static long packssdw(long low, long high) {
    return pack(low, high, 32, false);
  }

  public static long packuswb(long low, long high) {
    return pack(low, high, 16, true);
  }

  public static long packusdw(long low, long high) {
    return pack(low, high, 32, true);
  }

  /** The lanes of half a quadword each, alternating, {@code a} first. */
  private static long interleave(long a, long b, int bits, int from) {
    long result = 0;
    for (int i = 0; i < 32 / bits; i++) {
      result |= Lanes.place(Lanes.unsigned(a, from + i, bits), 2 * i, bits);
      result |= Lanes.place(Lanes.unsigned(b, from + i, bits), 2 * i + 1, bits);
    }
    return result;
  }

  public static long punpcklbw(long a, long b) {
    return interleave(a, b, 8, 0);
  }

  public static long punpcklwd(long a, long b) {
    return interleave(a, b, 16, 0);
  }

  public static long punpckldq(long a, long b) {
    return interleave(a, b, 32, 0);
  }

  public static long punpckhbw(long a, long b) {
    return interleave(a, b, 8, 4);
  }

  public static long punpckhwd(long a, long b) {
    return interleave(a, b, 16, 2);
  }

  public static long punpckhdq(long a, long b) {
    return interleave(a, b, 32, 1);
  }

  /** {@code f} of each two neighbours. */
  private static long neighbours(long low, long high, int bits, LongBinaryOperator f) {
    long result = 0;
    int lanes = 64 / bits;
    for (int i = 0; i < lanes; i++) {
      long quad = 2 * i < lanes ? low : high;
      int first = 2 * i % lanes;
      long value =
          f.applyAsLong(Lanes.signed(quad, first, bits), Lanes.signed(quad, first + 1, bits));
      result |= Lanes.place(value, i, bits);
    }
    return result;
  }

  public static long phaddw(long low, long high) {
    return neighbours(low, high, 16, Long::sum);
  }

  public static long phaddd(long low, long high) {
    return neighbours(low, high, 32, Long::sum);
  }

  public static long phaddsw(long low, long high) {
    return neighbours(low, high, 16, (x, y) -> Lanes.saturate(x + y, 16));
  }

  public static long phsubw(long low, long high) {
    return neighbours(low, high, 16, (x, y) -> x - y);
  }

  public static long phsubd(long low, long high) {
    return neighbours(low, high, 32, (x, y) -> x - y);
  }

  public static long phsubsw(long low, long high) {
    return neighbours(low, high, 16, (x, y) -> Lanes.saturate(x - y, 16));
  }

  /** PSHUFW, and the half that PSHUFLW and PSHUFHW change: two bits of {@code order} a word. */
  public static long shuffleWords(long a, long order) {
    long result = 0;
    for (int i = 0; i < 4; i++) {
      result |= Lanes.place(a >>> 16 * (order >> 2 * i & 3), i, 16);
    }
    return result;
  }

  /**
   * Bytes of {@code high:low} chosen by the bytes of {@code order}: PSHUFB. A byte with its top bit
   * set chooses zero.
   *
   * @param lanes 16, or 8 for MMX, where {@code high} is not looked at
   */
  public static long shuffleBytes(long low, long high, long order, int lanes) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      int which = (int) Lanes.unsigned(order, i, 8);
      if (which < 0x80) {
        int from = which & lanes - 1;
        result |= Lanes.place(from < 8 ? low >>> 8 * from : high >>> 8 * (from - 8), i, 8);
      }
    }
    return result;
  }

  /** The top bit of each byte: PMOVMSKB. */
  public static long signs(long a) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      result |= (a >>> 8 * i + 7 & 1) << i;
    }
    return result;
  }

  /** Eight bytes of {@code high:low} from byte {@code at} on, which may be outside: zeroes. */
  public static long bytes(long low, long high, int at) {
    if (at <= -8 || at >= 16) {
      return 0;
    }
    if (at < 0) {
      return low << -8 * at;
    }
    if (at >= 8) {
      return high >>> 8 * (at - 8);
    }
    return at == 0 ? low : low >>> 8 * at | high << 64 - 8 * at;
  }
}
