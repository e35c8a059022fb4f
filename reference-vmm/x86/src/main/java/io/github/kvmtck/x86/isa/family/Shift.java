package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;

/**
 * Shifts and rotates. Counts are masked to five bits, six for 64-bit operands; a masked count of
 * zero changes no flag. OF is defined for a count of one; for others it is what processors give,
 * the same function of the result.
 */
public final class Shift {
  private Shift() {}

  public static void define(Forms f) {
    six(f, 0, "ROL", "", Shift::rol);
    six(f, 1, "ROR", "", Shift::ror);
    six(f, 2, "RCL", "", Shift::rcl);
    six(f, 3, "RCR", "", Shift::rcr);
    six(f, 4, "SHL", "", Arithmetic.Shift.SHL);
    six(f, 5, "SHR", "", Arithmetic.Shift.SHR);
    six(f, 6, "SHL", "alias", Arithmetic.Shift.SHL);
    six(f, 7, "SAR", "", Arithmetic.Shift.SAR);
    f.insert("0F A4 /r ib | SHLD r/mv, rv, imm8u", Shift::shld);
    f.insert("0F A5 /r    | SHLD r/mv, rv, CL", Shift::shld);
    f.insert("0F AC /r ib | SHRD r/mv, rv, imm8u", Shift::shrd);
    f.insert("0F AD /r    | SHRD r/mv, rv, CL", Shift::shrd);
  }

  private static void six(Forms f, int n, String name, String attribute, Semantics.Two s) {
    f.update("D0 /%d    | %s r/m8, 1 | %s".formatted(n, name, attribute), s);
    f.update("D1 /%d    | %s r/mv, 1 | %s".formatted(n, name, attribute), s);
    f.update("D2 /%d    | %s r/m8, CL | %s".formatted(n, name, attribute), s);
    f.update("D3 /%d    | %s r/mv, CL | %s".formatted(n, name, attribute), s);
    f.update("C0 /%d ib | %s r/m8, imm8u | %s".formatted(n, name, attribute), s);
    f.update("C1 /%d ib | %s r/mv, imm8u | %s".formatted(n, name, attribute), s);
  }

  private static long mask(int bits) {
    return -1L >>> 64 - bits;
  }

  private static int bit(long value, int n) {
    return (int) (value >>> n) & 1;
  }

  public static long rol(Cpu cpu, long a, long b, int bits) {
    int n = Arithmetic.count(b, bits);
    if (n == 0) {
      return a;
    }
    int turn = n & bits - 1;
    long value = turn == 0 ? a : (a << turn | a >>> bits - turn) & mask(bits);
    int carry = bit(value, 0);
    cpu.flags.carryAndOverflow(carry, bit(value, bits - 1) ^ carry);
    return value;
  }

  public static long ror(Cpu cpu, long a, long b, int bits) {
    int n = Arithmetic.count(b, bits);
    if (n == 0) {
      return a;
    }
    int turn = n & bits - 1;
    long value = turn == 0 ? a : (a >>> turn | a << bits - turn) & mask(bits);
    int top = bit(value, bits - 1);
    cpu.flags.carryAndOverflow(top, top ^ bit(value, bits - 2));
    return value;
  }

  /** A rotate through CF turns bits + 1 positions. */
  public static long rcl(Cpu cpu, long a, long b, int bits) {
    int n = Arithmetic.count(b, bits);
    if (n == 0) {
      return a;
    }
    long value = a;
    int carry = cpu.flags.carry();
    for (int i = n % (bits + 1); i > 0; i--) {
      int out = bit(value, bits - 1);
      value = (value << 1 | carry) & mask(bits);
      carry = out;
    }
    cpu.flags.carryAndOverflow(carry, bit(value, bits - 1) ^ carry);
    return value;
  }

  public static long rcr(Cpu cpu, long a, long b, int bits) {
    int n = Arithmetic.count(b, bits);
    if (n == 0) {
      return a;
    }
    long value = a;
    int carry = cpu.flags.carry();
    for (int i = n % (bits + 1); i > 0; i--) {
      int out = bit(value, 0);
      value = value >>> 1 | (long) carry << bits - 1;
      carry = out;
    }
    cpu.flags.carryAndOverflow(carry, bit(value, bits - 1) ^ bit(value, bits - 2));
    return value;
  }

  /** A 16-bit operand shifted by more than 16 is undefined; the second operand comes in again. */
  public static long shld(Cpu cpu, long a, long b, long c, int bits) {
    int n = Arithmetic.count(c, bits);
    if (n == 0) {
      return a;
    }
    long value;
    int carry;
    if (bits == 64) {
      value = a << n | b >>> 64 - n;
      carry = bit(a, 64 - n);
    } else if (bits == 32) {
      value = a << n | b >>> 32 - n;
      carry = bit(a, 32 - n);
    } else {
      long wide = a << 32 | b << 16 | b;
      value = wide >>> 32 - n;
      carry = bit(wide, 48 - n);
    }
    value &= mask(bits);
    cpu.flags.result(value, bits, carry, bit(value, bits - 1) ^ bit(a, bits - 1));
    return value;
  }

  public static long shrd(Cpu cpu, long a, long b, long c, int bits) {
    int n = Arithmetic.count(c, bits);
    if (n == 0) {
      return a;
    }
    long value;
    if (bits == 64) {
      value = a >>> n | b << 64 - n;
    } else if (bits == 32) {
      value = (b << 32 | a) >>> n;
    } else {
      value = (b << 32 | b << 16 | a) >>> n;
    }
    int carry = bit(bits == 16 ? b << 32 | b << 16 | a : a, n - 1);
    value &= mask(bits);
    cpu.flags.result(value, bits, carry, bit(value, bits - 1) ^ bit(a, bits - 1));
    return value;
  }
}
