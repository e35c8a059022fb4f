package io.github.kvmtck.x86.fp;

/**
 * A number taken apart: (-1)^negative × significand / 2^63 × 2^exponent, where the significand of
 * anything finite but zero has its top bit set. Every number of every format fits exactly. Mutable,
 * so that arithmetic allocates nothing.
 */
public final class Unpacked {
  /** What a number is (SDM vol. 1, 4.8.3). */
  public enum Kind {
    ZERO,
    /** Too small to be normal in the format that it came from; pseudo-denormals as well. */
    DENORMAL,
    NORMAL,
    INFINITY,
    QUIET,
    SIGNALING,
    /** An encoding of the extended format that is invalid (SDM vol. 1, table 8-3). */
    UNSUPPORTED
  }

  static final long TOP = Long.MIN_VALUE;
  private static final long QUIET_BIT = 1L << 62;
  private static final int EXPONENT_FIELD = 0x7fff;
  private static final int SIGN_FIELD = 0x8000;

  Kind kind = Kind.ZERO;
  boolean negative;
  int exponent;
  long significand;

  public Kind kind() {
    return kind;
  }

  public boolean negative() {
    return negative;
  }

  public boolean isNan() {
    return kind == Kind.QUIET || kind == Kind.SIGNALING;
  }

  /** A number that is neither infinite nor no number. */
  boolean isFinite() {
    return kind.compareTo(Kind.INFINITY) < 0;
  }

  void set(Kind newKind, boolean newNegative, int newExponent, long newSignificand) {
    kind = newKind;
    negative = newNegative;
    exponent = newExponent;
    significand = newSignificand;
  }

  void set(Unpacked other) {
    set(other.kind, other.negative, other.exponent, other.significand);
  }

  public void setZero(boolean isNegative) {
    set(Kind.ZERO, isNegative, 0, 0);
  }

  public void setInfinity(boolean isNegative) {
    set(Kind.INFINITY, isNegative, 0, TOP);
  }

  /** The response to an invalid operation: QNaN floating-point indefinite. */
  public void setIndefinite() {
    set(Kind.QUIET, true, 0, TOP | QUIET_BIT);
  }

  void quiet() {
    kind = Kind.QUIET;
    significand |= QUIET_BIT;
  }

  /** Takes a number apart; {@code format} is SINGLE or DOUBLE. */
  public void unpack(Format format, long bits) {
    int fractionBits = format.precision() - 1;
    int exponentMask = 2 * format.bias() + 1;
    boolean isNegative = (bits >>> format.bits() - 1 & 1) != 0;
    int field = (int) (bits >>> fractionBits) & exponentMask;
    long fraction = bits << 64 - fractionBits >>> 1;
    if (field == exponentMask) {
      special(isNegative, fraction | TOP);
    } else if (field != 0) {
      set(Kind.NORMAL, isNegative, field - format.bias(), fraction | TOP);
    } else {
      small(isNegative, format.minExponent(), fraction);
    }
  }

  /** Takes an extended number apart: sign and exponent as they lie in the upper 16 bits. */
  public void unpack(int signExponent, long bits) {
    boolean isNegative = (signExponent & SIGN_FIELD) != 0;
    int field = signExponent & EXPONENT_FIELD;
    if (field == 0) {
      small(isNegative, Format.EXTENDED.minExponent(), bits);
    } else if (bits >= 0) {
      set(Kind.UNSUPPORTED, isNegative, 0, bits);
    } else if (field == EXPONENT_FIELD) {
      special(isNegative, bits);
    } else {
      set(Kind.NORMAL, isNegative, field - Format.EXTENDED.bias(), bits);
    }
  }

  /** An integer. */
  public void unpack(long integer) {
    if (integer == 0) {
      setZero(false);
    } else {
      magnitude(integer < 0, Math.abs(integer), 63);
    }
  }

  private void special(boolean isNegative, long bits) {
    boolean infinite = bits == TOP;
    Kind nan = (bits & QUIET_BIT) != 0 ? Kind.QUIET : Kind.SIGNALING;
    set(infinite ? Kind.INFINITY : nan, isNegative, 0, bits);
  }

  private void small(boolean isNegative, int minExponent, long bits) {
    if (bits == 0) {
      setZero(isNegative);
    } else {
      magnitude(isNegative, bits, minExponent);
      kind = Kind.DENORMAL;
    }
  }

  /** {@code bits} / 2^63 × 2^{@code scale}, not zero, exactly. */
  void magnitude(boolean isNegative, long bits, int scale) {
    int zeros = Long.numberOfLeadingZeros(bits);
    set(Kind.NORMAL, isNegative, scale - zeros, bits << zeros);
  }

  /** Puts it together as SINGLE or DOUBLE, which it was rounded to; a NaN loses its low bits. */
  public long pack(Format format) {
    int fractionBits = format.precision() - 1;
    long sign = negative ? 1L << format.bits() - 1 : 0;
    long fraction = significand << 1 >>> 64 - fractionBits;
    long infinite = 2L * format.bias() + 1 << fractionBits;
    return switch (kind) {
      case ZERO -> sign;
      case INFINITY -> sign | infinite;
      case QUIET, SIGNALING, UNSUPPORTED -> sign | infinite | fraction;
      case DENORMAL, NORMAL -> {
        int below = format.minExponent() - exponent;
        yield below > 0
            ? sign | significand >>> 64 - format.precision() + below
            : sign | (long) (exponent + format.bias()) << fractionBits | fraction;
      }
    };
  }

  /** Sign and exponent of the extended number. */
  public int signExponent() {
    int field =
        switch (kind) {
          case ZERO -> 0;
          case DENORMAL, NORMAL -> Math.max(0, exponent + Format.EXTENDED.bias());
          case INFINITY, QUIET, SIGNALING, UNSUPPORTED -> EXPONENT_FIELD;
        };
    return negative ? field | SIGN_FIELD : field;
  }

  /** Significand of the extended number. */
  public long extendedSignificand() {
    int below = Format.EXTENDED.minExponent() - exponent;
    boolean denormal = (kind == Kind.NORMAL || kind == Kind.DENORMAL) && below > 0;
    return denormal ? significand >>> below : significand;
  }
}
