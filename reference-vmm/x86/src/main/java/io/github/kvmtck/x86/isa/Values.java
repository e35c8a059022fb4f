package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;

/** Reading and writing the operands of a decoded instruction, by kind. */
public final class Values {
  private Values() {}

  /** The value of operand {@code n}, zero-extended; immediates sign-extended as encoded. */
  public static long read(Cpu cpu, Insn insn, int n) {
    Operand operand = insn.form().operands().get(n);
    int bits = operand.bits(insn.bits());
    return switch (operand.kind()) {
      case REG, OPCODE_REG -> cpu.get(insn.reg(), bits);
      case RM, RM_REG ->
          insn.memory()
              ? cpu.memory.load(insn.segment(), insn.address(cpu), bits)
              : cpu.get(insn.rm(), bits);
      case MEM ->
          operand.size() == Operand.Size.NONE
              ? insn.address(cpu)
              : cpu.memory.load(insn.segment(), insn.address(cpu), bits);
      case MOFFS -> cpu.memory.load(insn.segment(), insn.address(cpu), bits);
      case FIXED_REG -> cpu.get(operand.fixed(), bits);
      case FIXED_SREG -> cpu.segments.selector(operand.fixed());
      case SREG -> cpu.segments.selector(insn.reg() & 7);
      case ONE -> 1;
      case IMM, UIMM, REL -> second(insn, n) ? insn.immediate2() : insn.immediate();
      case VEX_REG -> cpu.get(insn.vex(), bits);
      case CREG, DREG, FAR_PTR, XMM, XMM_RM, XMM_REG, FIXED_XMM, MM, MM_RM, MM_REG, ST0, ST ->
          throw new IllegalStateException(insn.form().notation());
    };
  }

  /** As {@link #read}, of an operand that will be written back: a write fault comes first. */
  public static long readToWrite(Cpu cpu, Insn insn, int n) {
    Operand operand = insn.form().operands().get(n);
    return memory(insn, operand)
        ? cpu.memory.loadToStore(insn.segment(), insn.address(cpu), operand.bits(insn.bits()))
        : read(cpu, insn, n);
  }

  /** Writes operand {@code n}. */
  public static void write(Cpu cpu, Insn insn, int n, long value) {
    Operand operand = insn.form().operands().get(n);
    int bits = operand.bits(insn.bits());
    if (memory(insn, operand)) {
      cpu.memory.store(insn.segment(), insn.address(cpu), bits, value);
      return;
    }
    switch (operand.kind()) {
      case REG, OPCODE_REG -> cpu.put(insn.reg(), bits, value);
      case RM, RM_REG -> cpu.put(insn.rm(), bits, value);
      case VEX_REG -> cpu.put(insn.vex(), bits, value);
      case FIXED_REG -> cpu.put(operand.fixed(), bits, value);
      default -> throw new IllegalStateException(insn.form().notation());
    }
  }

  /** Whether {@code operand} of {@code insn} is in memory. */
  public static boolean memory(Insn insn, Operand operand) {
    return operand.kind().memory() && insn.memory();
  }

  private static boolean second(Insn insn, int n) {
    for (int i = 0; i < n; i++) {
      Operand.Kind kind = insn.form().operands().get(i).kind();
      if (kind == Operand.Kind.IMM || kind == Operand.Kind.UIMM) {
        return true;
      }
    }
    return false;
  }
}
