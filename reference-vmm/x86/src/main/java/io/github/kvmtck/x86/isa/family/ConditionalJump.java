package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.List;

/** Conditional jumps: one test each, because no instruction is executed more often. */
public final class ConditionalJump {
  private static final List<Semantics.Test> BY_CONDITION =
      List.of(
          cpu -> cpu.flags.of(),
          cpu -> !cpu.flags.of(),
          cpu -> cpu.flags.cf(),
          cpu -> !cpu.flags.cf(),
          cpu -> cpu.flags.zf(),
          cpu -> !cpu.flags.zf(),
          cpu -> cpu.flags.cf() || cpu.flags.zf(),
          cpu -> !cpu.flags.cf() && !cpu.flags.zf(),
          cpu -> cpu.flags.sf(),
          cpu -> !cpu.flags.sf(),
          cpu -> cpu.flags.pf(),
          cpu -> !cpu.flags.pf(),
          cpu -> cpu.flags.less(),
          cpu -> !cpu.flags.less(),
          cpu -> cpu.flags.zf() || cpu.flags.less(),
          cpu -> !cpu.flags.zf() && !cpu.flags.less());

  private ConditionalJump() {}

  public static void define(Forms f) {
    for (int i = 0; i < 16; i++) {
      String name = "J" + Conditions.NAMES.get(i);
      Semantics.Test test = BY_CONDITION.get(i);
      f.branch("%02X cb    | %s rel8 | f64".formatted(0x70 + i, name), test, Branch::jmp);
      f.branch("0F %02X cz | %s relz | f64".formatted(0x80 + i, name), test, Branch::jmp);
    }
  }
}
