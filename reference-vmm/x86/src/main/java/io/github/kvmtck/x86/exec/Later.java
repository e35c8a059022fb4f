package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Arithmetic;

/**
 * The arithmetic flags of compiled code, which keeps the operands of what set them and computes
 * none before somebody asks. A kind says what that was and how wide: {@link #SETTLED}, or one of
 * the others added to the binary logarithm of the operand's size in bytes.
 *
 * <p>Logic is told as a subtraction of zero from its result: CF, OF and AF are clear after both.
 * INC and DEC have the CF from before as their second operand, shifts a count that is not zero.
 */
final class Later {
  /** The flags are where the processor has them. */
  static final int SETTLED = 0;

  static final int ADD = 4;
  static final int SUB = 8;
  static final int INC = 12;
  static final int DEC = 16;
  static final int IMUL = 20;
  static final int SHL = 24;
  static final int SHR = 28;
  static final int SAR = 32;

  /** Not told by what was emitted before. */
  static final int UNKNOWN = -1;

  private static final int SIZE = 3;

  private Later() {}

  static int kind(int operation, int bits) {
    return operation + Integer.numberOfTrailingZeros(bits >> 3);
  }

  static int operation(int kind) {
    return kind & ~SIZE;
  }

  static int bits(int kind) {
    return 8 << (kind & SIZE);
  }

  /** Lets the processor have its flags. */
  static void settle(Cpu cpu, int kind, long a, long b) {
    int bits = bits(kind);
    switch (operation(kind)) {
      case ADD -> Arithmetic.Binary.ADD.apply(cpu, a, b, bits);
      case SUB -> Arithmetic.Binary.SUB.apply(cpu, a, b, bits);
      case INC -> {
        cpu.flags.carry(b != 0);
        Arithmetic.Unary.INC.apply(cpu, a, bits);
      }
      case DEC -> {
        cpu.flags.carry(b != 0);
        Arithmetic.Unary.DEC.apply(cpu, a, bits);
      }
      case IMUL -> Arithmetic.Binary.IMUL.apply(cpu, a, b, bits);
      case SHL -> Arithmetic.Shift.SHL.apply(cpu, a, b, bits);
      case SHR -> Arithmetic.Shift.SHR.apply(cpu, a, b, bits);
      case SAR -> Arithmetic.Shift.SAR.apply(cpu, a, b, bits);
      default -> {}
    }
  }

  /** CF. */
  static boolean carry(Cpu cpu, int kind, long a, long b) {
    return switch (operation(kind)) {
      case ADD -> below(a + b, a, bits(kind));
      case SUB -> below(a, b, bits(kind));
      case INC, DEC -> b != 0;
      default -> {
        settle(cpu, kind, a, b);
        yield cpu.flags.cf();
      }
    };
  }

  // --- comparisons of the low bits of two values ---

  static boolean below(long a, long b, int bits) {
    return bits == 32
        ? Integer.compareUnsigned((int) a, (int) b) < 0
        : Long.compareUnsigned(a << 64 - bits, b << 64 - bits) < 0;
  }

  static boolean less(long a, long b, int bits) {
    return bits == 32 ? (int) a < (int) b : a << 64 - bits < b << 64 - bits;
  }

  static boolean same(long a, long b, int bits) {
    return bits == 32 ? (int) a == (int) b : a << 64 - bits == b << 64 - bits;
  }
}
