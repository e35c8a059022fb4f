package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Emits instructions of a region: operands are constants, and general registers are local
 * variables.
 */
abstract class RegionEmitter extends Emitter {
  static final ClassDesc PARTS = desc(Parts.class);
  private static final int TEMPORARIES = 14;
  private static final int FIRST_REGISTER = 24;
  private static final long LOW_32 = 0xffffffffL;

  final Constants constants;
  private Insn insn;

  RegionEmitter(CodeBuilder code, Constants constants, Insn first) {
    super(code, TEMPORARIES);
    this.constants = constants;
    insn = first;
  }

  /** The instruction that is emitted. */
  final Insn insn() {
    return insn;
  }

  void insn(Insn now) {
    insn = now;
  }

  /** The local variable of a general register. */
  static int slot(int register) {
    return FIRST_REGISTER + 2 * register;
  }

  @Override
  final Form form() {
    return insn.form();
  }

  @Override
  final int operandBits() {
    return insn.bits();
  }

  @Override
  final boolean inMemory(Operand operand) {
    return insn.memory() && operand.kind().memory();
  }

  @Override
  final void pushInsn() {
    throw new IllegalStateException(insn.form().notation());
  }

  final void register(int n) {
    if (n == Gpr.ZERO) {
      code.lconst_0();
    } else {
      code.lload(slot(n));
    }
  }

  @Override
  final void push(Operand operand, int bits) {
    switch (operand.kind()) {
      case ONE -> code.lconst_1();
      case IMM, UIMM -> code.loadConstant(insn.immediate());
      default -> pushRegister(number(insn, operand), bits);
    }
  }

  static int number(Insn insn, Operand operand) {
    return switch (operand.kind()) {
      case REG, OPCODE_REG -> insn.reg();
      case RM, RM_REG -> insn.rm();
      case FIXED_REG -> operand.fixed();
      default -> throw new IllegalStateException(operand.text());
    };
  }

  private void pushRegister(int n, int bits) {
    if (bits == 8 && n >= Gpr.HIGH_BYTE) {
      code.lload(slot(n - Gpr.HIGH_BYTE)).loadConstant(8).lshr().loadConstant(0xffL).land();
      return;
    }
    code.lload(slot(n));
    if (bits != 64) {
      code.loadConstant(bits == 32 ? LOW_32 : (1L << bits) - 1).land();
    }
  }

  @Override
  final void pop(Operand operand, int bits) {
    popRegister(number(insn, operand), bits);
  }

  /** Pops into a register. */
  final void popRegister(int n, int bits) {
    if (bits == 64) {
      code.lstore(slot(n));
    } else if (bits == 32) {
      code.loadConstant(LOW_32).land().lstore(slot(n));
    } else {
      boolean high = bits == 8 && n >= Gpr.HIGH_BYTE;
      int slot = slot(high ? n - Gpr.HIGH_BYTE : n);
      String name = high ? "high8" : bits == 8 ? "low8" : "low16";
      code.lload(slot).invokestatic(PARTS, name, MethodTypeDesc.of(LONG, LONG, LONG)).lstore(slot);
    }
  }

  @Override
  final void function(Class<?> shape) {
    constants.load(code, Constants.function(form()), shape);
  }
}
