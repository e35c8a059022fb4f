package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Handlers generated from the table: one for each form, operand size, and register or memory
 * operand that some guest has made hot. They depend on nothing but the table, so all processors
 * share them.
 */
public final class Handlers {
  private static final ClassDesc SUPER = Handler.class.describeConstable().orElseThrow();
  private static final ClassDesc NAME = ClassDesc.of(Handlers.class.getPackageName(), "Generated");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          Cpu.class.describeConstable().orElseThrow(),
          Insn.class.describeConstable().orElseThrow());

  private record Key(Form form, int bits, boolean memory) {}

  /** A generated handler costs what some thousand interpreted instructions do. */
  private static final int HOT = 500;

  private final int hot;
  private final Map<Key, Handler> made = new ConcurrentHashMap<>();

  public Handlers() {
    this(HOT);
  }

  /**
   * Handlers for blocks that have run a number of times.
   *
   * @param hot from which run on; 1 never interprets
   */
  public Handlers(int hot) {
    this.hot = hot;
  }

  int hot() {
    return hot;
  }

  /** The handler of an instruction; the general one where none can be generated. */
  Handler of(Insn insn) {
    if (insn.lock() || !generated(insn.form())) {
      return Handler.GENERAL;
    }
    return made.computeIfAbsent(
        new Key(insn.form(), insn.bits(), insn.memory()), Handlers::generate);
  }

  private static boolean generated(Form form) {
    return switch (form.semantics()) {
      case Semantics.Set _,
          Semantics.Truth _,
          Semantics.Select _,
          Semantics.Write _,
          Semantics.Combine _,
          Semantics.Change _,
          Semantics.Update _,
          Semantics.Insert _,
          Semantics.Use _,
          Semantics.Compare _ ->
          Emitter.covers(form);
      default -> true;
    };
  }

  private static Handler generate(Key key) {
    Constants constants = new Constants();
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                      .withSuperclass(SUPER);
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      0,
                      code ->
                          code.aload(0)
                              .invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                              .return_());
                  type.withMethodBody(
                      "run",
                      RUN,
                      ClassFile.ACC_PUBLIC,
                      code ->
                          new HandlerEmitter(code, constants, key.form(), key.bits(), key.memory())
                              .handler());
                });
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants.classData(), true);
      return (Handler)
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("no handler for " + key.form().notation(), e);
    }
  }
}
