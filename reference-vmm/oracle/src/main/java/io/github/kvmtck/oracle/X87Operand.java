package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import java.util.random.RandomGenerator;

/** Puts a number where an x87 instruction finds its memory operand. */
final class X87Operand {
  private final Case c;
  private final RandomGenerator random;

  X87Operand(Case c, RandomGenerator random) {
    this.c = c;
    this.random = random;
  }

  /** Whether the instruction is one of the x87's, or loads its state. */
  static boolean of(Insn insn) {
    Form form = insn.form();
    boolean escape = form.map() == 0 && form.opcode() >= 0xd8 && form.opcode() <= 0xdf;
    return escape || large(insn);
  }

  /** Whether the operand is as large as the window. */
  static boolean large(Insn insn) {
    return insn.form().operands().stream().anyMatch(o -> o.text().matches("m5..byte"));
  }

  /** Draws a number in the format of the operand. */
  void draw(Insn insn, long offset) {
    if (offset < 0 || offset > Places.DATA_WINDOW - 16) {
      return;
    }
    int at = (int) offset;
    FloatingPoint numbers = new FloatingPoint(random);
    Operand operand = insn.form().operands().getFirst();
    switch (operand.text()) {
      case "m32fp" -> c.dataBefore(at, numbers.packed(8, 23));
      case "m64fp" -> c.dataBefore(at, numbers.packed(11, 52));
      case "m80fp" -> {
        c.dataBefore(at, numbers.extended(0x3fff));
        c.dataBefore(at + 8, numbers.signExponent());
      }
      case "m80bcd" -> {
        c.dataBefore(at, decimal());
        c.dataBefore(at + 8, decimal());
      }
      case "m512byte", "m576byte" -> area(at);
      default -> {}
    }
  }

  /** An area for FXRSTOR, mostly one that it takes. */
  private void area(int at) {
    if (at + 576 <= Places.DATA_WINDOW) {
      c.dataBefore(at, random.nextLong());
      int reserved = random.nextInt(16) == 0 ? 1 << 18 + random.nextInt(14) : 0;
      c.dataBefore(at + 24, random.nextInt() & 0xffff | reserved);
      FloatingPoint numbers = new FloatingPoint(random);
      for (int i = 0; i < 8; i++) {
        c.dataBefore(at + 32 + 16 * i, numbers.extended(0x3fff));
        c.dataBefore(at + 40 + 16 * i, numbers.signExponent());
      }
      boolean wrong = random.nextInt(16) == 0;
      c.dataBefore(at + 512, wrong ? random.nextLong() : random.nextInt(4));
      boolean compacted = random.nextInt(4) == 0;
      int format = compacted ? random.nextInt(4) : random.nextInt(16) == 0 ? 1 : 0;
      c.dataBefore(at + 520, format | (compacted ? 1L << 63 : 0));
      for (int i = 528; i < 576; i += 8) {
        c.dataBefore(at + i, random.nextInt(64) == 0 ? 1 : 0);
      }
    }
  }

  /** Sixteen digits, mostly of nine and below. */
  private long decimal() {
    long digits = 0;
    int most = random.nextInt(8) == 0 ? 16 : 10;
    for (int i = 0; i < 16; i++) {
      digits = digits << 4 | random.nextInt(most);
    }
    return digits;
  }
}
