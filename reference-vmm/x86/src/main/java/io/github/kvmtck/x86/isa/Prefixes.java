package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Segment;

/** Prefix bytes seen so far (SDM vol. 2, 2.1.1 and 2.2.1). */
final class Prefixes {
  final int codeBits;
  boolean operandSize;
  boolean lock;
  boolean rex;
  int repeat;
  int override = -1;
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
