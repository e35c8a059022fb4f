package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;

/**
 * Operations whose flags follow from their operands. Compiled code knows them, and puts off
 * computing flags that most often nobody asks for.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** Of two operands: all six flags are set, and none is looked at. */
  public enum Binary implements Semantics.Two {
    ADD {
      @Override
      public long of(long a, long b, int bits) {
        return a + b;
      }

      @Override
      void tell(Flags flags, long a, long b, long sum, int bits) {
        flags.arithmetic(sum, a & b | (a | b) & ~sum, bits);
      }
    },
    SUB {
      @Override
      public long of(long a, long b, int bits) {
        return a - b;
      }

      @Override
      void tell(Flags flags, long a, long b, long difference, int bits) {
        flags.arithmetic(difference, ~a & b | (~a | b) & difference, bits);
      }
    },
    AND {
      @Override
      public long of(long a, long b, int bits) {
        return a & b;
      }

      @Override
      void tell(Flags flags, long a, long b, long value, int bits) {
        flags.logic(value, bits);
      }
    },
    OR {
      @Override
      public long of(long a, long b, int bits) {
        return a | b;
      }

      @Override
      void tell(Flags flags, long a, long b, long value, int bits) {
        flags.logic(value, bits);
      }
    },
    XOR {
      @Override
      public long of(long a, long b, int bits) {
        return a ^ b;
      }

      @Override
      void tell(Flags flags, long a, long b, long value, int bits) {
        flags.logic(value, bits);
      }
    },

    /** The lower half; CF and OF: the upper half is needed. SF, ZF, AF, PF are undefined. */
    IMUL {
      @Override
      public long of(long a, long b, int bits) {
        return sign(a, bits) * sign(b, bits);
      }

      @Override
      void tell(Flags flags, long a, long b, long low, int bits) {
        long lost =
            bits == 64
                ? Math.multiplyHigh(sign(a, bits), sign(b, bits)) ^ low >> 63
                : sign(low, bits) ^ low;
        int wide = (int) ((lost | -lost) >>> 63);
        flags.result(low, bits, wide, wide);
      }
    };

    /** The result; bits above {@code bits} mean nothing. */
    public abstract long of(long a, long b, int bits);

    abstract void tell(Flags flags, long a, long b, long result, int bits);

    @Override
    public long apply(Cpu cpu, long a, long b, int bits) {
      long result = of(a, b, bits);
      tell(cpu.flags, a, b, result, bits);
      return result;
    }
  }

  /**
   * Shifts. Counts are masked to five bits, six for 64-bit operands; a masked count of zero changes
   * no flag, and any other sets all. OF is defined for a count of one; for others it is what
   * processors give, the same function of the result.
   */
  public enum Shift implements Semantics.Two {
    SHL {
      @Override
      public long of(long a, int n, int bits) {
        return a << n & mask(bits);
      }

      @Override
      void tell(Flags flags, long a, int n, long value, int bits) {
        int carry = n <= bits ? bit(a, bits - n) : 0;
        flags.result(value, bits, carry, bit(value, bits - 1) ^ carry);
      }
    },
    SHR {
      @Override
      public long of(long a, int n, int bits) {
        return a >>> n;
      }

      @Override
      void tell(Flags flags, long a, int n, long value, int bits) {
        int overflow = bit(value, bits - 1) ^ bit(value, bits - 2);
        flags.result(value, bits, bit(a, n - 1), overflow);
      }
    },
    SAR {
      @Override
      public long of(long a, int n, int bits) {
        return sign(a, bits) >> n;
      }

      @Override
      void tell(Flags flags, long a, int n, long value, int bits) {
        flags.result(value, bits, bit(sign(a, bits), n - 1), 0);
      }
    };

    /** What a masked count other than zero gives. */
    public abstract long of(long a, int n, int bits);

    abstract void tell(Flags flags, long a, int n, long result, int bits);

    @Override
    public long apply(Cpu cpu, long a, long b, int bits) {
      int n = count(b, bits);
      if (n == 0) {
        return a;
      }
      long result = of(a, n, bits);
      tell(cpu.flags, a, n, result, bits);
      return result;
    }
  }

  /** Of one operand; INC and DEC leave CF as it is. */
  public enum Unary implements Semantics.One {
    INC {
      @Override
      public long apply(Cpu cpu, long a, int bits) {
        long sum = a + 1;
        cpu.flags.arithmeticButCarry(sum, a & ~sum, bits);
        return sum;
      }
    },
    DEC {
      @Override
      public long apply(Cpu cpu, long a, int bits) {
        long difference = a - 1;
        cpu.flags.arithmeticButCarry(difference, ~a & difference, bits);
        return difference;
      }
    },
    NEG {
      @Override
      public long apply(Cpu cpu, long a, int bits) {
        return Binary.SUB.apply(cpu, 0, a, bits);
      }
    }
  }

  /** How far a shift or rotate goes. */
  public static int count(long b, int bits) {
    return (int) b & (bits == 64 ? 63 : 31);
  }

  private static long sign(long value, int bits) {
    return value << 64 - bits >> 64 - bits;
  }

  private static long mask(int bits) {
    return -1L >>> 64 - bits;
  }

  private static int bit(long value, int n) {
    return (int) (value >>> n) & 1;
  }
}
