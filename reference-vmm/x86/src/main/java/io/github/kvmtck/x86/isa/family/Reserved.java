package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Forms;

/**
 * Opcodes that are kept for hints, which processors that know none take as NOP, and for #UD. UD0 is
 * not here: processors differ in whether a ModRM byte is part of it, and undefined it is anyway.
 */
public final class Reserved {
  private Reserved() {}

  public static void define(Forms f) {
    for (int n = 0; n < 8; n++) {
      String register = n < 4 ? "rmv" : "r/mv";
      f.whole("0F 18 /%d | NOP %s | alias".formatted(n, register), Exchange::nop);
      if (n > 0) {
        f.whole("0F 1F /%d | NOP r/mv | alias".formatted(n), Exchange::nop);
      }
      if (n > 2) {
        f.whole("0F 0D /%d | PREFETCH m8 | alias PREFETCHW".formatted(n), Exchange::nop);
      }
    }
    for (int opcode = 0x19; opcode < 0x1f; opcode++) {
      f.whole("0F %02X /r | NOP r/mv | alias".formatted(opcode), Exchange::nop);
    }
    f.jump("0F B9 /r | UD1 rv, r/mv", Trap::ud2);
  }
}
