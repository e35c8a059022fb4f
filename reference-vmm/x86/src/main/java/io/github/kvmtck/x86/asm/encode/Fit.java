package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.Argument.Distance;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;
import java.util.List;

/**
 * Whether written operands are what a form takes. Values do not matter here, only kinds and sizes.
 */
final class Fit {
  private Fit() {}

  static boolean fits(Form form, int bits, List<Argument> arguments) {
    if (form.operands().size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      Operand operand = form.operands().get(i);
      boolean fits =
          switch (arguments.get(i)) {
            case Argument.Reg(Register register, var at) ->
                register(operand, register, bits)
                    && !(form.has(Attribute.NONZERO)
                        && operand.kind() == Kind.OPCODE_REG
                        && register.number() == 0);
            case Argument.Mem memory -> memory(operand, memory, bits);
            case Argument.Imm immediate -> immediate(form, i, immediate, bits);
            case Argument.Far far -> operand.kind() == Kind.FAR_PTR;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean register(Operand operand, Register register, int bits) {
    boolean general =
        register.kind() == Register.Kind.GENERAL && register.bits() == operand.bits(bits);
    return switch (operand.kind()) {
      case REG, RM, RM_REG, OPCODE_REG, VEX_REG -> general;
      case FIXED_REG -> general && register.number() == operand.fixed();
      case SREG -> register.kind() == Register.Kind.SEGMENT;
      case FIXED_SREG ->
          register.kind() == Register.Kind.SEGMENT && register.number() == operand.fixed();
      case CREG -> register.kind() == Register.Kind.CONTROL;
      case DREG -> register.kind() == Register.Kind.DEBUG;
      case XMM, XMM_RM, XMM_REG -> register.kind() == Register.Kind.XMM;
      case MM, MM_RM, MM_REG -> register.kind() == Register.Kind.MM;
      case ST -> register.kind() == Register.Kind.ST;
      case ST0 -> register.kind() == Register.Kind.ST && register.number() == 0;
      case FIXED_XMM ->
          register.kind() == Register.Kind.XMM && register.number() == operand.fixed();
      default -> false;
    };
  }

  private static boolean memory(Operand operand, Argument.Mem memory, int bits) {
    boolean far = operand.size() == Size.FAR;
    if (!operand.kind().memory()
        || memory.distance() == Distance.FAR && !far
        || memory.distance() == Distance.NEAR && far
        || memory.distance() == Distance.SHORT) {
      return false;
    }
    if (operand.kind() == Kind.MOFFS && memory.address().bits() != 0) {
      return false;
    }
    return memory.size() == 0
        || operand.size() == Size.NONE
        || memory.size() == Widths.memory(operand, bits);
  }

  private static boolean immediate(Form form, int n, Argument.Imm immediate, int bits) {
    Operand operand = form.operands().get(n);
    Distance distance = immediate.distance();
    return switch (operand.kind()) {
      case IMM, UIMM ->
          distance == Distance.ANY
              && (immediate.size() == 0 || immediate.size() == Widths.immediate(form, n, bits));
      case ONE -> immediate.value() instanceof Expression.Constant(long value) && value == 1;
      case REL ->
          immediate.size() == 0
              && distance != Distance.FAR
              && (distance == Distance.ANY
                  || (distance == Distance.SHORT) == form.immediates().contains(Immediate.CB));
      default -> false;
    };
  }
}
