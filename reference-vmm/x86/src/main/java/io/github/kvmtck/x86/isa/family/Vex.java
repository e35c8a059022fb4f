package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;

/** Instructions on general registers behind a VEX prefix. */
final class Vex {
  private Vex() {}

  /** SDM vol. 2, table 2-29 (exceptions type 13): there is none in real and virtual-8086 mode. */
  static void available(Cpu cpu) {
    Mode mode = cpu.control.mode();
    if (mode == Mode.REAL || mode == Mode.VIRTUAL_8086) {
      throw cpu.fault(Vector.UD);
    }
  }

  /** op0 = f(op1). */
  static Semantics.Action write(Semantics.One f) {
    return (cpu, insn) -> {
      available(cpu);
      int bits = insn.form().operands().getFirst().bits(insn.bits());
      Values.write(cpu, insn, 0, f.apply(cpu, Values.read(cpu, insn, 1), bits));
    };
  }

  /** op0 = f(op1, op2). */
  static Semantics.Action combine(Semantics.Two f) {
    return (cpu, insn) -> {
      available(cpu);
      int bits = insn.form().operands().getFirst().bits(insn.bits());
      long a = Values.read(cpu, insn, 1);
      Values.write(cpu, insn, 0, f.apply(cpu, a, Values.read(cpu, insn, 2), bits));
    };
  }
}
