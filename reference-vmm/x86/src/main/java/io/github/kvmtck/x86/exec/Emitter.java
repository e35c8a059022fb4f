package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/**
 * Emits the body of a handler: a string of calls, {@link Operands} for the operands and the form's
 * own function between them, in the order that {@link Interpreter} has.
 */
final class Emitter {
  private static final ClassDesc CPU = desc(Cpu.class);
  private static final ClassDesc INSN = desc(Insn.class);
  private static final ClassDesc OPERANDS = desc(Operands.class);
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;
  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          desc(MethodHandles.class), "classData", ConstantDescs.CD_Object);
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

  /** What {@link #emit} expects as the class data of the hidden class. */
  static Object classData(Form form) {
    return switch (form.semantics()) {
      case Semantics.Whole(var f) -> f;
      case Semantics.Jump(var f) -> f;
      case Semantics.Set(var f) -> f;
      case Semantics.Write(var f) -> f;
      case Semantics.Combine(var f) -> f;
      case Semantics.Change(var f) -> f;
      case Semantics.Update(var f) -> f;
      case Semantics.Insert(var f) -> f;
      case Semantics.Use(var f) -> f;
      case Semantics.Compare(var f) -> f;
    };
  }

  void emit() {
    switch (form.semantics()) {
      case Semantics.Whole _, Semantics.Jump _ -> whole();
      case Semantics.Set _ -> {
        address();
        function(Semantics.Zero.class);
        load();
        code.invokeinterface(
            desc(Semantics.Zero.class), "apply", MethodTypeDesc.of(LONG, CPU, INSN));
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

  private void whole() {
    function(Semantics.Action.class);
    load();
    code.invokeinterface(desc(Semantics.Action.class), "run", MethodTypeDesc.of(VOID, CPU, INSN));
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

  private void apply(Object f, int... slots) {
    Class<?> shape = shape(f);
    function(shape);
    code.aload(CPU_SLOT);
    ClassDesc[] parameters = new ClassDesc[slots.length + 2];
    parameters[0] = CPU;
    for (int i = 0; i < slots.length; i++) {
      code.lload(slots[i]);
      parameters[i + 1] = LONG;
    }
    code.loadConstant(form.operands().getFirst().bits(operandBits));
    parameters[slots.length + 1] = ConstantDescs.CD_int;
    code.invokeinterface(desc(shape), "apply", MethodTypeDesc.of(LONG, parameters));
  }

  /** Pushes the form's function: a constant of the class, so the JIT sees through the call. */
  private void function(Class<?> shape) {
    code.loadConstant(
        DynamicConstantDesc.ofNamed(CLASS_DATA, ConstantDescs.DEFAULT_NAME, desc(shape)));
  }

  private static Class<?> shape(Object f) {
    return switch (f) {
      case Semantics.One _ -> Semantics.One.class;
      case Semantics.Two _ -> Semantics.Two.class;
      case Semantics.Three _ -> Semantics.Three.class;
      default -> throw new IllegalStateException("no shape of function");
    };
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
