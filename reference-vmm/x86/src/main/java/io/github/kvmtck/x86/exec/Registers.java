package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;

/**
 * Which general registers the instructions of a region use that are compiled on local variables.
 */
final class Registers {
  private int used;
  private int written;
  private int accesses;

  Registers(Plan plan) {
    for (Block block : plan.blocks()) {
      for (Insn insn : block.insns) {
        if (local(insn)) {
          add(insn);
        }
      }
    }
  }

  /**
   * Whether an instruction is compiled on local variables; the others are done by their handler.
   */
  static boolean local(Insn insn) {
    return switch (insn.form().semantics()) {
      case Semantics.Truth _,
          Semantics.Select _,
          Semantics.Write _,
          Semantics.Combine _,
          Semantics.Change _,
          Semantics.Update _,
          Semantics.Insert _,
          Semantics.Compare _,
          Semantics.Push _ ->
          !insn.lock() && Emitter.covers(insn.form());
      case Semantics.Pop _, Semantics.Call _, Semantics.Return _ -> true;
      default -> false;
    };
  }

  /** At most how often memory is accessed, counted by instruction. */
  int accesses() {
    return accesses;
  }

  boolean used(int n) {
    return (used >> n & 1) != 0;
  }

  boolean written(int n) {
    return (written >> n & 1) != 0;
  }

  private void add(Insn insn) {
    switch (insn.form().semantics()) {
      case Semantics.Push _, Semantics.Pop _, Semantics.Call _, Semantics.Return _ -> stack();
      default -> {}
    }
    boolean first = true;
    for (Operand operand : insn.form().operands()) {
      if (operand.kind().memory() && insn.memory()) {
        accesses++;
        use(insn.base());
        use(insn.index());
      } else {
        register(insn, operand, first);
      }
      first = false;
    }
  }

  private void stack() {
    write(Gpr.RSP);
    accesses++;
  }

  private void register(Insn insn, Operand operand, boolean first) {
    switch (operand.kind()) {
      case REG, OPCODE_REG, RM, RM_REG, FIXED_REG -> {
        int n = RegionEmitter.number(insn, operand);
        boolean high = n >= Gpr.HIGH_BYTE;
        int register = high ? n - Gpr.HIGH_BYTE : n;
        use(register);
        if (first) {
          write(register);
        }
      }
      default -> {}
    }
  }

  private void use(int n) {
    if (n < Gpr.ZERO) {
      used |= 1 << n;
    }
  }

  private void write(int n) {
    used |= 1 << n;
    written |= 1 << n;
  }
}
