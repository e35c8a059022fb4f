package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Emits the body of a handler: operands come from the {@code Insn}, through {@link Operands}. */
final class HandlerEmitter extends Emitter {
  private static final ClassDesc OPERANDS = desc(Operands.class);
  private static final int INSN_SLOT = 2;
  private static final int ADDRESS_SLOT = 3;
  private static final int TEMPORARIES = 5;

  private final Constants constants;
  private final Form form;
  private final int operandBits;
  private final boolean memory;

  HandlerEmitter(
      CodeBuilder code, Constants constants, Form form, int operandBits, boolean memory) {
    super(code, TEMPORARIES);
    this.constants = constants;
    this.form = form;
    this.operandBits = operandBits;
    this.memory = memory;
  }

  void handler() {
    if (form.semantics() instanceof Semantics.Branch(var test, _)) {
      Label not = code.newLabel();
      condition(test);
      code.ifeq(not);
      action();
      code.labelBinding(not);
    } else {
      emit();
    }
    code.return_();
  }

  @Override
  Form form() {
    return form;
  }

  @Override
  int operandBits() {
    return operandBits;
  }

  @Override
  boolean inMemory(Operand operand) {
    return memory && operand.kind().memory();
  }

  @Override
  void action() {
    function(Semantics.Action.class);
    load();
    call(Semantics.Action.class, "run", VOID, CPU, INSN);
  }

  @Override
  void condition(Semantics.Test test) {
    constants.load(code, test, Semantics.Test.class);
    code.aload(CPU_SLOT);
    call(Semantics.Test.class, "holds", ConstantDescs.CD_boolean, CPU);
  }

  private void load() {
    code.aload(CPU_SLOT).aload(INSN_SLOT);
  }

  @Override
  void pushInsn() {
    code.aload(INSN_SLOT);
  }

  @Override
  void address() {
    code.aload(INSN_SLOT).aload(CPU_SLOT);
    code.invokevirtual(INSN, "address", MethodTypeDesc.of(LONG, CPU)).lstore(ADDRESS_SLOT);
  }

  @Override
  void pushAddress() {
    code.lload(ADDRESS_SLOT);
  }

  @Override
  void load(int bits, boolean toWrite) {
    load();
    code.lload(ADDRESS_SLOT);
    operand((toWrite ? "change" : "load") + bits, LONG, CPU, INSN, LONG);
  }

  @Override
  void push(Operand operand, int bits) {
    load();
    operand(name(operand, bits), LONG, CPU, INSN);
  }

  private static String name(Operand operand, int bits) {
    return switch (operand.kind()) {
      case REG, OPCODE_REG -> "reg" + bits;
      case RM, RM_REG -> "rm" + bits;
      case FIXED_REG -> operand.fixed() == 0 ? "acc" + bits : "cl";
      case ONE -> "one";
      case IMM, UIMM -> "immediate";
      default -> throw new IllegalStateException(operand.text());
    };
  }

  @Override
  void pop(Operand operand, int bits) {
    String name = name(operand, bits);
    String put = "put" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    load();
    operand(put, VOID, LONG, CPU, INSN);
  }

  @Override
  void store(int bits) {
    load();
    code.lload(ADDRESS_SLOT);
    pushValue();
    operand("store" + bits, VOID, CPU, INSN, LONG, LONG);
  }

  private void operand(String name, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(OPERANDS, name, MethodTypeDesc.of(result, parameters));
  }

  @Override
  void function(Class<?> shape) {
    constants.load(code, Constants.function(form), shape);
  }
}
