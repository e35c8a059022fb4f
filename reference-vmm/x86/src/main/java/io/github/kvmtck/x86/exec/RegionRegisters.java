package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import java.lang.classfile.CodeBuilder;

/** The local variables that stand for general registers, and the processor's own. */
abstract class RegionRegisters extends RegionStack {
  private static final int REGISTERS_SLOT = 7;

  private final Registers registers;

  RegionRegisters(CodeBuilder code, Plan plan, Constants constants) {
    super(code, plan, constants);
    registers = new Registers(plan);
  }

  /** Loads everything that the region needs. */
  final void prepare() {
    prepare(registers.accesses());
    code.aload(CPU_SLOT).getfield(CPU, "r", LONG.arrayType()).astore(REGISTERS_SLOT);
    reload();
    prepareFlags();
  }

  /** Takes over the processor's registers. */
  final void reload() {
    for (int n = 0; n < Gpr.ZERO; n++) {
      if (registers.used(n)) {
        code.aload(REGISTERS_SLOT).loadConstant(n).laload().lstore(slot(n));
      }
    }
  }

  /** Gives the processor its registers and flags. */
  final void spill() {
    spillFlags();
    for (int n = 0; n < Gpr.ZERO; n++) {
      if (registers.written(n)) {
        code.aload(REGISTERS_SLOT).loadConstant(n).lload(slot(n)).lastore();
      }
    }
  }
}
