package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Segment;

/** Prefix bytes seen so far (SDM vol. 2, 2.1.1 and 2.2.1). */
final class Prefixes {
  private static final int[] VEX_REPEAT = {0, 0, 0xf3, 0xf2};

  final int codeBits;
  boolean operandSize;
  boolean lock;
  boolean rex;
  int repeat;
  int override = -1;

  /** A VEX prefix was taken: it says the opcode map. */
  boolean vex;

  int map;
  private int vvvv;
  private boolean vectorLength;
  private boolean addressSize;
  private int rexByte;

  Prefixes(int codeBits) {
    this.codeBits = codeBits;
  }

  /** Takes a prefix; false if {@code value} is none. A REX that is not last counts for nothing. */
  boolean take(int value) {
    if (codeBits == 64 && (value & 0xf0) == 0x40) {
      rex = true;
      rexByte = value;
      return true;
    }
    int segment =
        switch (value) {
          case 0x26 -> Segment.ES;
          case 0x2e -> Segment.CS;
          case 0x36 -> Segment.SS;
          case 0x3e -> Segment.DS;
          case 0x64 -> Segment.FS;
          case 0x65 -> Segment.GS;
          default -> -1;
        };
    switch (value) {
      case 0x26, 0x2e, 0x36, 0x3e -> override = codeBits == 64 ? override : segment;
      case 0x64, 0x65 -> override = segment;
      case 0x66 -> operandSize = true;
      case 0x67 -> addressSize = true;
      case 0xf0 -> lock = true;
      case 0xf2, 0xf3 -> repeat = value;
      default -> {
        return false;
      }
    }
    rex = false;
    rexByte = 0;
    return true;
  }

  /**
   * Takes what follows C4 or C5 as a VEX prefix (SDM vol. 2, 2.3.5); outside 64-bit mode these are
   * LES and LDS unless the next byte could only name a register there.
   *
   * @return false where it is no VEX prefix
   */
  boolean takeVex(int opcode, Bytes bytes) {
    boolean escape = opcode == 0xc4 || opcode == 0xc5;
    if (!escape || codeBits != 64 && bytes.peek() < 0xc0) {
      return false;
    }
    int first = bytes.next();
    int last = opcode == 0xc5 ? first & 0x7f : bytes.next();
    int extension = ~first >> 5 & (opcode == 0xc5 ? 4 : 7);
    map = opcode == 0xc5 ? 1 : first & 0x1f;
    vex = !(operandSize || lock || rex || repeat != 0);
    vvvv = ~last >> 3 & 15;
    vectorLength = (last & 4) != 0;
    rexByte = codeBits == 64 ? last >> 4 & 8 | extension : 0;
    operandSize = (last & 3) == 1;
    repeat = VEX_REPEAT[last & 3];
    return true;
  }

  /** Register that VEX.vvvv names. */
  int vexRegister() {
    return codeBits == 64 ? vvvv : vvvv & 7;
  }

  /** Whether a VEX form agrees with vector length and, where it does not use it, vvvv. */
  boolean vexFits(Form form) {
    boolean used = form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.VEX_REG);
    return !vectorLength && (used || vvvv == 0);
  }

  int operandBits(Form form) {
    return form.operandBits(codeBits, operandSize, (rexByte & 8) != 0);
  }

  int addressBits() {
    return switch (codeBits) {
      case 16 -> addressSize ? 32 : 16;
      case 32 -> addressSize ? 16 : 32;
      default -> addressSize ? 32 : 64;
    };
  }

  int rexR() {
    return (rexByte & 4) << 1;
  }

  int rexX() {
    return (rexByte & 2) << 2;
  }

  int rexB() {
    return (rexByte & 1) << 3;
  }
}
