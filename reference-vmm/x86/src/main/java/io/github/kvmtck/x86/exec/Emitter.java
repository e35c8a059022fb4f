package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * Emits one instruction: its operands, and the form's own function between them, in the order that
 * {@link Interpreter} has. Where operands and functions come from is the subclass's affair: from
 * the {@code Insn} that a handler is given, or from constants of a region that is compiled.
 */
abstract class Emitter {
  static final ClassDesc CPU = desc(Cpu.class);
  static final ClassDesc INSN = desc(Insn.class);
  static final ClassDesc LONG = ConstantDescs.CD_long;
  static final ClassDesc INT = ConstantDescs.CD_int;
  static final ClassDesc VOID = ConstantDescs.CD_void;
  static final int CPU_SLOT = 1;

  final CodeBuilder code;
  private final int aSlot;
  private final int bSlot;
  private final int cSlot;
  private final int valueSlot;

  /**
   * An emitter that may use some local variables.
   *
   * @param temporaries first of eight slots
   */
  Emitter(CodeBuilder code, int temporaries) {
    this.code = code;
    aSlot = temporaries;
    bSlot = temporaries + 2;
    cSlot = temporaries + 4;
    valueSlot = temporaries + 6;
  }

  /** Whether every operand of the form can be emitted. */
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

  // --- what subclasses know ---

  abstract Form form();

  abstract int operandBits();

  /** Whether {@code operand} is in memory here. */
  abstract boolean inMemory(Operand operand);

  /** The whole instruction at once. */
  abstract void action();

  /** Computes the address of the memory operand, once. */
  abstract void address();

  /** Pushes that address. */
  abstract void pushAddress();

  /** Pushes a register or an immediate. */
  abstract void push(Operand operand, int bits);

  /** Pushes what is in memory; if it will be stored, it must be known that it can be. */
  abstract void load(int bits, boolean toWrite);

  /** Pops into a register. */
  abstract void pop(Operand operand, int bits);

  /** Pops into memory. */
  abstract void store(int bits);

  /** Pushes the form's function. */
  abstract void function(Class<?> shape);

  /** Pushes whether a test holds, as an int. */
  abstract void condition(Semantics.Test test);

  /** Pushes the instruction, for functions that look at it. */
  abstract void pushInsn();

  // --- what all have in common ---

  /** Everything but the end of a block: control flow is {@link #action} here. */
  final void emit() {
    switch (form().semantics()) {
      case Semantics.Set _ ->
          result(_ -> {
            function(Semantics.Zero.class);
            code.aload(CPU_SLOT);
            pushInsn();
            call(Semantics.Zero.class, "apply", LONG, CPU, INSN);
          });
      case Semantics.Truth(var test) ->
          result(_ -> {
            condition(test);
            code.i2l();
          });
      case Semantics.Select(var test) ->
          result(_ -> {
            read(1, aSlot, false);
            select(test);
          });
      case Semantics.Write(var f) ->
          result(_ -> {
            read(1, aSlot, false);
            apply(f, aSlot);
          });
      case Semantics.Combine(var f) ->
          result(_ -> {
            read(1, aSlot, false);
            read(2, bSlot, false);
            apply(f, aSlot, bSlot);
          });
      case Semantics.Change(var f) ->
          result(_ -> {
            read(0, aSlot, true);
            apply(f, aSlot);
          });
      case Semantics.Update(var f) ->
          result(_ -> {
            read(1, bSlot, false);
            read(0, aSlot, true);
            apply(f, aSlot, bSlot);
          });
      case Semantics.Insert(var f) ->
          result(_ -> {
            read(1, bSlot, false);
            read(2, cSlot, false);
            read(0, aSlot, true);
            apply(f, aSlot, bSlot, cSlot);
          });
      case Semantics.Use(var f) -> {
        findAddress();
        read(0, aSlot, false);
        apply(f, aSlot);
        code.pop2();
      }
      case Semantics.Compare(var f) -> {
        findAddress();
        read(0, aSlot, false);
        read(1, bSlot, false);
        apply(f, aSlot, bSlot);
        code.pop2();
      }
      default -> action();
    }
  }

  private void result(Consumer<CodeBuilder> value) {
    findAddress();
    value.accept(code);
    Operand operand = form().operands().getFirst();
    int bits = operand.bits(operandBits());
    if (inMemory(operand)) {
      code.lstore(valueSlot);
      store(bits);
    } else {
      pop(operand, bits);
    }
  }

  /** Pushes the value that {@link #store} stores. */
  final void pushValue() {
    code.lload(valueSlot);
  }

  final void findAddress() {
    if (form().operands().stream().anyMatch(this::inMemory)) {
      address();
    }
  }

  private void read(int n, int slot, boolean toWrite) {
    push(n, toWrite);
    code.lstore(slot);
  }

  /** Pushes operand {@code n}, wherever it is; its address was found. */
  final void push(int n, boolean toWrite) {
    Operand operand = form().operands().get(n);
    int bits = operand.bits(operandBits());
    if (!inMemory(operand)) {
      push(operand, bits);
    } else if (operand.size() == Operand.Size.NONE) {
      pushAddress();
    } else {
      load(bits, toWrite);
    }
  }

  /** Pushes operand 1, which was read, or operand 0. */
  private void select(Semantics.Test test) {
    Label not = code.newLabel();
    Label end = code.newLabel();
    condition(test);
    code.ifeq(not).lload(aSlot).goto_(end).labelBinding(not);
    push(0, false);
    code.labelBinding(end);
  }

  /** Pushes what a function of values gives. */
  void apply(Object f, int... slots) {
    Class<?> shape = shape(f);
    function(shape);
    code.aload(CPU_SLOT);
    ClassDesc[] parameters = new ClassDesc[slots.length + 2];
    parameters[0] = CPU;
    for (int i = 0; i < slots.length; i++) {
      code.lload(slots[i]);
      parameters[i + 1] = LONG;
    }
    code.loadConstant(form().operands().getFirst().bits(operandBits()));
    parameters[slots.length + 1] = INT;
    call(shape, "apply", LONG, parameters);
  }

  final void call(Class<?> shape, String name, ClassDesc result, ClassDesc... parameters) {
    code.invokeinterface(desc(shape), name, MethodTypeDesc.of(result, parameters));
  }

  private static Class<?> shape(Object f) {
    return switch (f) {
      case Semantics.One _ -> Semantics.One.class;
      case Semantics.Two _ -> Semantics.Two.class;
      case Semantics.Three _ -> Semantics.Three.class;
      default -> throw new IllegalStateException("no shape of function");
    };
  }

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
