package io.github.kvmtck.x86.isa;

/** Bytes behind ModRM, SIB and displacement, in the notation of the opcode column. */
public enum Immediate {
  /** One byte. */
  IB,
  /** Two bytes. */
  IW,
  /** Two or four bytes by operand size, four for 64. */
  IZ,
  /** Two, four or eight bytes by operand size. */
  IV,
  /** Relative, one byte. */
  CB,
  /** Relative, two or four bytes by operand size. */
  CZ,
  /** Far pointer: offset by operand size, then a selector. */
  CP,
  /** Memory offset by address size. */
  IA;

  /** Encoded length in bytes. */
  public int length(int operandBits, int addressBits) {
    return switch (this) {
      case IB, CB -> 1;
      case IW -> 2;
      case IZ, CZ -> operandBits == 16 ? 2 : 4;
      case IV -> operandBits / 8;
      case CP -> operandBits == 16 ? 4 : 6;
      case IA -> addressBits / 8;
    };
  }
}
