package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import java.math.BigInteger;

/** Multiplication and division. */
public final class Multiply {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private Multiply() {}

  public static void define(Forms f) {
    f.use("F6 /4        | MUL r/m8", Multiply::mul);
    f.use("F7 /4        | MUL r/mv", Multiply::mul);
    f.use("F6 /5        | IMUL r/m8", Multiply::imul);
    f.use("F7 /5        | IMUL r/mv", Multiply::imul);
    f.use("F6 /6        | DIV r/m8", Multiply::div);
    f.use("F7 /6        | DIV r/mv", Multiply::div);
    f.use("F6 /7        | IDIV r/m8", Multiply::idiv);
    f.use("F7 /7        | IDIV r/mv", Multiply::idiv);
    f.update("0F AF /r  | IMUL rv, r/mv", Arithmetic.Binary.IMUL);
    f.combine("6B /r ib | IMUL rv, r/mv, imm8", Arithmetic.Binary.IMUL);
    f.combine("69 /r iz | IMUL rv, r/mv, immz", Arithmetic.Binary.IMUL);
  }

  /** CF and OF: the upper half is needed. SF, ZF, AF, PF are undefined. */
  public static long mul(Cpu cpu, long a, int bits) {
    long b = cpu.get(Gpr.RAX, bits);
    long low = a * b;
    long high = bits == 64 ? Math.unsignedMultiplyHigh(a, b) : low >>> bits;
    high = bits == 64 ? high : high & (1L << bits) - 1;
    put(cpu, bits, low, high);
    cpu.flags.result(low, bits, high != 0, high != 0, false);
    return 0;
  }

  public static long imul(Cpu cpu, long a, int bits) {
    long x = sign(a, bits);
    long y = sign(cpu.r[Gpr.RAX], bits);
    long low = x * y;
    long high = bits == 64 ? Math.multiplyHigh(x, y) : low >> bits;
    put(cpu, bits, low, high);
    boolean wide = bits == 64 ? high != low >> 63 : sign(low, bits) != low;
    cpu.flags.result(low, bits, wide, wide, false);
    return 0;
  }

  private static long sign(long value, int bits) {
    return value << 64 - bits >> 64 - bits;
  }

  private static void put(Cpu cpu, int bits, long low, long high) {
    if (bits == 8) {
      cpu.put16(Gpr.RAX, low & 0xff | high << 8);
    } else {
      cpu.put(Gpr.RAX, bits, low);
      cpu.put(Gpr.RDX, bits, high);
    }
  }

  public static long div(Cpu cpu, long a, int bits) {
    if (a == 0) {
      throw cpu.fault(Vector.DE);
    }
    if (bits == 64) {
      divide64(cpu, unsigned(a), unsigned(cpu.r[Gpr.RDX]).shiftLeft(64), TWO_64);
      return 0;
    }
    long dividend = dividend(cpu, bits);
    long quotient = Long.divideUnsigned(dividend, a);
    if (quotient >>> bits != 0) {
      throw cpu.fault(Vector.DE);
    }
    putQuotient(cpu, bits, quotient, Long.remainderUnsigned(dividend, a));
    return 0;
  }

  public static long idiv(Cpu cpu, long a, int bits) {
    if (a == 0) {
      throw cpu.fault(Vector.DE);
    }
    if (bits == 64) {
      BigInteger high = BigInteger.valueOf(cpu.r[Gpr.RDX]).shiftLeft(64);
      divide64(cpu, BigInteger.valueOf(a), high, TWO_64.shiftRight(1));
      return 0;
    }
    long dividend = sign(dividend(cpu, bits), 2 * bits);
    long divisor = sign(a, bits);
    boolean overflows = dividend == Long.MIN_VALUE && divisor == -1;
    long quotient = overflows ? 0 : dividend / divisor;
    if (overflows || sign(quotient, bits) != quotient) {
      throw cpu.fault(Vector.DE);
    }
    putQuotient(cpu, bits, quotient, dividend % divisor);
    return 0;
  }

  private static long dividend(Cpu cpu, int bits) {
    return bits == 8
        ? cpu.r[Gpr.RAX] & 0xffff
        : cpu.get(Gpr.RDX, bits) << bits | cpu.get(Gpr.RAX, bits);
  }

  private static void putQuotient(Cpu cpu, int bits, long quotient, long remainder) {
    if (bits == 8) {
      cpu.put16(Gpr.RAX, quotient & 0xff | (remainder & 0xff) << 8);
    } else {
      cpu.put(Gpr.RAX, bits, quotient);
      cpu.put(Gpr.RDX, bits, remainder);
    }
  }

  private static BigInteger unsigned(long value) {
    BigInteger signed = BigInteger.valueOf(value);
    return value < 0 ? signed.add(TWO_64) : signed;
  }

  private static void divide64(Cpu cpu, BigInteger divisor, BigInteger high, BigInteger limit) {
    BigInteger dividend = high.add(unsigned(cpu.r[Gpr.RAX]));
    BigInteger[] results = dividend.divideAndRemainder(divisor);
    boolean tooLarge = results[0].compareTo(limit) >= 0;
    boolean tooSmall = results[0].compareTo(limit.negate()) < 0;
    if (tooLarge || tooSmall) {
      throw cpu.fault(Vector.DE);
    }
    cpu.r[Gpr.RAX] = results[0].longValue();
    cpu.r[Gpr.RDX] = results[1].longValue();
  }
}
