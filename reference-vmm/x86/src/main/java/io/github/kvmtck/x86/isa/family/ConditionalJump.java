package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Condition;
import io.github.kvmtck.x86.isa.Forms;

/** Conditional jumps. */
public final class ConditionalJump {
  private ConditionalJump() {}

  public static void define(Forms f) {
    for (Condition condition : Condition.values()) {
      String name = "J" + condition;
      f.branch(
          "%02X cb    | %s rel8 | f64".formatted(0x70 + condition.code, name),
          condition,
          Branch::jmp);
      f.branch(
          "0F %02X cz | %s relz | f64".formatted(0x80 + condition.code, name),
          condition,
          Branch::jmp);
    }
  }
}
