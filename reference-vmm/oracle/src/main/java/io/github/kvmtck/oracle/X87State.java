package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.FpuPointers;
import io.github.kvmtck.x86.fp.Context;
import java.util.random.RandomGenerator;

/** The x87 of a case: drawn, and put into the model. */
final class X87State {
  private static final int PRECISIONS = 0x300;

  private X87State() {}

  /**
   * Draws control, status and tag word and registers. Exceptions are mostly masked, few wait, and
   * mostly there is something on the stack and room for more.
   */
  static void draw(Case c, RandomGenerator random) {
    int masks = random.nextInt(4) > 0 ? Context.ALL : random.nextInt() & Context.ALL;
    int precision = random.nextInt(8) > 0 ? PRECISIONS : random.nextInt() & PRECISIONS;
    int control = masks | precision | (random.nextInt() & 0xc00) | 0x40;
    int flags =
        switch (random.nextInt(32)) {
          case 0 -> random.nextInt() & Context.ALL;
          case 1, 2, 3, 4, 5, 6 -> random.nextInt() & masks;
          default -> 0;
        };
    int codes = random.nextInt() & (Fpu.C0 | Fpu.C1 | Fpu.C2 | Fpu.C3);
    int top = random.nextInt(8);
    int fault = random.nextInt(8) == 0 ? Fpu.SF : 0;
    int used = random.nextInt(4) > 0 ? 0x1f : random.nextInt(256);
    c.wordBefore(Case.FX, control);
    c.wordBefore(Case.FSW, flags | codes | fault | top << 11);
    c.wordBefore(Case.FTW, (used << top | used << top >>> 8) & 0xff);
    FloatingPoint numbers = new FloatingPoint(random);
    int around = random.nextInt(3) == 0 ? random.nextInt(0x8000) : 0x3fff;
    for (int i = 0; i < 8; i++) {
      c.before(Case.ST + 16 * i, numbers.extended(around));
      c.before(Case.ST + 16 * i + 8, numbers.signExponent());
    }
  }

  /** Where an MMX register is in the state before. */
  static int mm(Case c, int register) {
    int top = c.wordBefore(Case.FSW) >> 11;
    return Case.ST + 16 * (register - top & 7);
  }

  /** What FXRSTOR of the case's image leaves. */
  static void load(Case c, Fpu fpu) {
    fpu.controlWord(c.wordBefore(Case.FX));
    fpu.statusWord(c.wordBefore(Case.FSW));
    for (int i = 0; i < 8; i++) {
      long significand = c.before(Case.ST + 16 * i);
      fpu.put(i, (int) c.before(Case.ST + 16 * i + 8), significand);
    }
    fpu.abridgedTagWord(c.wordBefore(Case.FTW));
    FpuPointers pointers = fpu.pointers;
    pointers.opcode(0);
    pointers.instruction(0, 0);
    pointers.data(0, 0);
  }
}
