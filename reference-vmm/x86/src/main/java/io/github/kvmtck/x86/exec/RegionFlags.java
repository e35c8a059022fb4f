package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Condition;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Arithmetic in compiled code, and its flags as {@link Later} has them, in local variables. */
abstract class RegionFlags extends RegionEmitter {
  private static final ClassDesc LATER = desc(Later.class);
  private static final ClassDesc BINARY = desc(Arithmetic.Binary.class);
  private static final ClassDesc SHIFT = desc(Arithmetic.Shift.class);
  private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
  private static final MethodTypeDesc COMPARES = MethodTypeDesc.of(BOOLEAN, LONG, LONG, INT);
  private static final int KIND_SLOT = 64;
  private static final int FIRST_SLOT = 66;
  private static final int SECOND_SLOT = 68;

  /** The local variables behind these. */
  static final int BEHIND_FLAGS = 70;

  /** What set the flags, as far as the block tells. */
  private int known = Later.UNKNOWN;

  RegionFlags(CodeBuilder code, Constants constants, Insn first) {
    super(code, constants, first);
  }

  /** The processor has its flags when the region is entered. */
  final void prepareFlags() {
    code.lconst_0().lstore(FIRST_SLOT).lconst_0().lstore(SECOND_SLOT);
    settled();
  }

  /** Whoever comes here may have set the flags. */
  final void flagsUnknown() {
    known = Later.UNKNOWN;
  }

  /** The processor has its flags, for something has set them. */
  final void settled() {
    code.loadConstant(Later.SETTLED).istore(KIND_SLOT);
    known = Later.SETTLED;
  }

  /** Lets the processor have its flags, whatever set them. */
  final void spillFlags() {
    code.aload(CPU_SLOT).iload(KIND_SLOT);
    settle();
  }

  private void settle() {
    code.lload(FIRST_SLOT).lload(SECOND_SLOT);
    code.invokestatic(LATER, "settle", MethodTypeDesc.of(VOID, CPU, INT, LONG, LONG));
  }

  private void needFlags() {
    if (known == Later.UNKNOWN) {
      spillFlags();
    } else if (known != Later.SETTLED) {
      code.aload(CPU_SLOT).loadConstant(known);
      settle();
    }
    settled();
  }

  @Override
  final void apply(Object f, int... slots) {
    int bits = form().operands().getFirst().bits(operandBits());
    switch (f) {
      case Semantics.Plain _ -> super.apply(f, slots);
      case Arithmetic.Binary two -> binary(two, slots[0], slots[1], bits);
      case Arithmetic.Shift shift when shifts(bits) -> shift(shift, slots[0], bits);
      case Arithmetic.Unary one -> unary(one, slots[0], bits);
      default -> {
        needFlags();
        super.apply(f, slots);
      }
    }
  }

  private void binary(Arithmetic.Binary f, int a, int b, int bits) {
    constants.load(code, f, Arithmetic.Binary.class);
    code.lload(a).lload(b).loadConstant(bits);
    code.invokevirtual(BINARY, "of", MethodTypeDesc.of(LONG, LONG, LONG, INT));
    switch (f) {
      case ADD -> later(Later.ADD, a, b, bits);
      case SUB -> later(Later.SUB, a, b, bits);
      case IMUL -> later(Later.IMUL, a, b, bits);
      case AND, OR, XOR -> {
        code.dup2().lstore(FIRST_SLOT).lconst_0().lstore(SECOND_SLOT);
        kind(Later.kind(Later.SUB, bits));
      }
    }
  }

  /** Whether the count is in the instruction, and not zero. */
  private boolean shifts(int bits) {
    return switch (form().operands().getLast().kind()) {
      case ONE -> true;
      case UIMM -> Arithmetic.count(insn().immediate(), bits) != 0;
      default -> false;
    };
  }

  private void shift(Arithmetic.Shift f, int a, int bits) {
    boolean one = form().operands().getLast().kind() == Operand.Kind.ONE;
    int n = one ? 1 : Arithmetic.count(insn().immediate(), bits);
    constants.load(code, f, Arithmetic.Shift.class);
    code.lload(a).loadConstant(n).loadConstant(bits);
    code.invokevirtual(SHIFT, "of", MethodTypeDesc.of(LONG, LONG, INT, INT));
    code.lload(a).lstore(FIRST_SLOT).loadConstant((long) n).lstore(SECOND_SLOT);
    int operation =
        switch (f) {
          case SHL -> Later.SHL;
          case SHR -> Later.SHR;
          case SAR -> Later.SAR;
        };
    kind(Later.kind(operation, bits));
  }

  private void later(int operation, int a, int b, int bits) {
    code.lload(a).lstore(FIRST_SLOT).lload(b).lstore(SECOND_SLOT);
    kind(Later.kind(operation, bits));
  }

  private void kind(int kind) {
    code.loadConstant(kind).istore(KIND_SLOT);
    known = kind;
  }

  private void unary(Arithmetic.Unary f, int a, int bits) {
    switch (f) {
      case INC, DEC -> {
        pushCarry();
        code.i2l().lstore(SECOND_SLOT).lload(a).lstore(FIRST_SLOT);
        kind(Later.kind(f == Arithmetic.Unary.INC ? Later.INC : Later.DEC, bits));
        code.lload(a).loadConstant(f == Arithmetic.Unary.INC ? 1L : -1L).ladd();
      }
      case NEG -> {
        code.lconst_0().lstore(FIRST_SLOT).lload(a).lstore(SECOND_SLOT);
        kind(Later.kind(Later.SUB, bits));
        code.lload(a).lneg();
      }
    }
  }

  /** Pushes CF as an int. */
  private void pushCarry() {
    code.aload(CPU_SLOT);
    if (known == Later.UNKNOWN) {
      code.iload(KIND_SLOT);
    } else {
      code.loadConstant(known);
    }
    code.lload(FIRST_SLOT).lload(SECOND_SLOT);
    code.invokestatic(LATER, "carry", MethodTypeDesc.of(BOOLEAN, CPU, INT, LONG, LONG));
  }

  @Override
  final void condition(Semantics.Test test) {
    if (test instanceof Condition asked && compares(asked)) {
      return;
    }
    needFlags();
    constants.load(code, test, Semantics.Test.class);
    code.aload(CPU_SLOT);
    call(Semantics.Test.class, "holds", BOOLEAN, CPU);
  }

  /** Pushes the answer where a comparison of the operands gives it; whether it does. */
  private boolean compares(Condition asked) {
    if (known == Later.UNKNOWN || known == Later.SETTLED) {
      return false;
    }
    int operation = Later.operation(known);
    if (operation > Later.DEC) {
      return false;
    }
    boolean holds =
        switch (asked) {
          case E, NE -> toZero("same");
          case S, NS -> toZero("less");
          case B, AE -> {
            pushCarry();
            yield true;
          }
          case BE, A -> operation == Later.SUB && notReversed("below");
          case L, GE -> operation == Later.SUB && compare("less");
          case LE, G -> operation == Later.SUB && notReversed("less");
          default -> false;
        };
    if (holds && asked.negated()) {
      not();
    }
    return holds;
  }

  /** Compares the result with zero; a difference is zero where its operands are the same. */
  private boolean toZero(String how) {
    int operation = Later.operation(known);
    code.lload(FIRST_SLOT);
    if (operation == Later.SUB && how.equals("same")) {
      code.lload(SECOND_SLOT);
    } else {
      switch (operation) {
        case Later.ADD -> code.lload(SECOND_SLOT).ladd();
        case Later.SUB -> code.lload(SECOND_SLOT).lsub();
        case Later.INC -> code.lconst_1().ladd();
        default -> code.lconst_1().lsub();
      }
      code.lconst_0();
    }
    code.loadConstant(Later.bits(known)).invokestatic(LATER, how, COMPARES);
    return true;
  }

  private boolean compare(String how) {
    code.lload(FIRST_SLOT).lload(SECOND_SLOT).loadConstant(Later.bits(known));
    code.invokestatic(LATER, how, COMPARES);
    return true;
  }

  private boolean notReversed(String how) {
    code.lload(SECOND_SLOT).lload(FIRST_SLOT).loadConstant(Later.bits(known));
    code.invokestatic(LATER, how, COMPARES);
    not();
    return true;
  }

  private void not() {
    code.iconst_1().ixor();
  }
}
