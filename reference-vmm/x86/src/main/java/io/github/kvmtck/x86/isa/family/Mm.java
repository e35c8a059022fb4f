package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.function.LongBinaryOperator;

/** Operands of MMX instructions: registers of the x87, of which none is empty afterwards. */
final class Mm {
  private Mm() {}

  /** SDM vol. 3, table 14-1: #UD with EM, #NM with TS, then #MF for an exception that waits. */
  static void available(Cpu cpu) {
    if ((cpu.control.cr0() & Control.CR0_EM) != 0) {
      throw cpu.fault(Vector.UD);
    }
    X87.waiting(cpu);
  }

  /** The operand in ModRM.rm. */
  static long source(Cpu cpu, Insn insn) {
    available(cpu);
    if (!insn.memory()) {
      return cpu.fpu.mm(insn.rm() & 7);
    }
    Operand operand = insn.form().operands().get(1);
    return cpu.memory.load(insn.segment(), insn.address(cpu), operand.bits(0));
  }

  /** The register in ModRM.reg. */
  static long first(Cpu cpu, Insn insn) {
    return cpu.fpu.mm(insn.reg() & 7);
  }

  static void put(Cpu cpu, int register, long value) {
    cpu.fpu.mm(register & 7, value);
    cpu.fpu.enterMmx();
  }

  /** From both operands. */
  static Semantics.Action both(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long b = source(cpu, insn);
      put(cpu, insn.reg(), f.applyAsLong(first(cpu, insn), b));
    };
  }

  /** From the register in ModRM.rm and the immediate. */
  static Semantics.Action immediate(LongBinaryOperator f) {
    return (cpu, insn) -> {
      long a = source(cpu, insn);
      put(cpu, insn.rm(), f.applyAsLong(a, insn.immediate()));
    };
  }
}
