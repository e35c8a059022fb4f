package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.io.Serializable;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * Emits the body of a handler: a string of static calls, {@link Operands} for the operands and the
 * form's own function between them, in the order that {@link Interpreter} has.
 */
final class Emitter {
  private static final ClassDesc CPU = Cpu.class.describeConstable().orElseThrow();
  private static final ClassDesc INSN = Insn.class.describeConstable().orElseThrow();
  private static final ClassDesc OPERANDS = Operands.class.describeConstable().orElseThrow();
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;
  private static final int CPU_SLOT = 1;
  private static final int INSN_SLOT = 2;
  private static final int ADDRESS_SLOT = 3;
  private static final int A_SLOT = 5;
  private static final int B_SLOT = 7;
  private static final int C_SLOT = 9;
  private static final int VALUE_SLOT = 11;

  private final CodeBuilder code;
  private final Form form;
  private final int operandBits;
  private final boolean memory;

  Emitter(CodeBuilder code, Form form, int operandBits, boolean memory) {
    this.code = code;
    this.form = form;
    this.operandBits = operandBits;
    this.memory = memory;
  }

  /** Whether every operand of the form has a counterpart in {@link Operands}. */
  static boolean covers(Form form) {
    return form.operands().stream().allMatch(Emitter::covers);
  }

  private static boolean covers(Operand operand) {
    return switch (operand.kind()) {
      case REG, OPCODE_REG, RM, RM_REG, MEM, MOFFS, ONE, IMM, UIMM -> operand.size().bits(64) <= 64;
      case FIXED_REG -> operand.fixed() == 0 || operand.fixed() == 1;
      default -> false;
    };
  }

  void emit() {
    switch (form.semantics()) {
      case Semantics.Whole(var f) -> whole(f);
      case Semantics.Jump(var f) -> whole(f);
      case Semantics.Set(var f) -> {
        address();
        load();
        call(f);
        finish();
      }
      case Semantics.Write(var f) -> {
        address();
        read(1, A_SLOT, false);
        apply(f, A_SLOT);
        finish();
      }
      case Semantics.Combine(var f) -> {
        address();
        read(1, A_SLOT, false);
        read(2, B_SLOT, false);
        apply(f, A_SLOT, B_SLOT);
        finish();
      }
      case Semantics.Change(var f) -> {
        address();
        read(0, A_SLOT, true);
        apply(f, A_SLOT);
        finish();
      }
      case Semantics.Update(var f) -> {
        address();
        read(1, B_SLOT, false);
        read(0, A_SLOT, true);
        apply(f, A_SLOT, B_SLOT);
        finish();
      }
      case Semantics.Insert(var f) -> {
        address();
        read(1, B_SLOT, false);
        read(2, C_SLOT, false);
        read(0, A_SLOT, true);
        apply(f, A_SLOT, B_SLOT, C_SLOT);
        finish();
      }
      case Semantics.Use(var f) -> {
        address();
        read(0, A_SLOT, false);
        apply(f, A_SLOT);
        code.pop2();
      }
      case Semantics.Compare(var f) -> {
        address();
        read(0, A_SLOT, false);
        read(1, B_SLOT, false);
        apply(f, A_SLOT, B_SLOT);
        code.pop2();
      }
    }
    code.return_();
  }

  private void whole(Serializable f) {
    load();
    call(f);
  }

  private void load() {
    code.aload(CPU_SLOT).aload(INSN_SLOT);
  }

  private boolean inMemory(Operand operand) {
    return memory && operand.kind().memory();
  }

  private void address() {
    if (form.operands().stream().anyMatch(this::inMemory)) {
      code.aload(INSN_SLOT).aload(CPU_SLOT);
      code.invokevirtual(INSN, "address", MethodTypeDesc.of(LONG, CPU)).lstore(ADDRESS_SLOT);
    }
  }

  private void read(int n, int slot, boolean toWrite) {
    Operand operand = form.operands().get(n);
    int bits = operand.bits(operandBits);
    if (inMemory(operand)) {
      if (operand.size() == Operand.Size.NONE) {
        code.lload(ADDRESS_SLOT).lstore(slot);
        return;
      }
      load();
      code.lload(ADDRESS_SLOT);
      operand((toWrite ? "change" : "load") + bits, LONG, CPU, INSN, LONG);
    } else {
      load();
      operand(name(operand, bits), LONG, CPU, INSN);
    }
    code.lstore(slot);
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

  private void finish() {
    Operand operand = form.operands().getFirst();
    int bits = operand.bits(operandBits);
    code.lstore(VALUE_SLOT);
    load();
    if (inMemory(operand)) {
      code.lload(ADDRESS_SLOT).lload(VALUE_SLOT);
      operand("store" + bits, VOID, CPU, INSN, LONG, LONG);
    } else {
      code.lload(VALUE_SLOT);
      String name = name(operand, bits);
      String put = "put" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      operand(put, VOID, CPU, INSN, LONG);
    }
  }

  private void operand(String name, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(OPERANDS, name, MethodTypeDesc.of(result, parameters));
  }

  private void apply(Serializable f, int... slots) {
    code.aload(CPU_SLOT);
    for (int slot : slots) {
      code.lload(slot);
    }
    code.loadConstant(form.operands().getFirst().bits(operandBits));
    call(f);
  }

  /** Calls the static method behind a method reference. */
  private void call(Serializable f) {
    SerializedLambda method = method(f);
    code.invokestatic(
        ClassDesc.ofInternalName(method.getImplClass()),
        method.getImplMethodName(),
        MethodTypeDesc.ofDescriptor(method.getImplMethodSignature()));
  }

  private static SerializedLambda method(Serializable f) {
    try {
      Method writeReplace = f.getClass().getDeclaredMethod("writeReplace");
      writeReplace.setAccessible(true);
      return (SerializedLambda) writeReplace.invoke(f);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("semantics must be method references", e);
    }
  }
}
