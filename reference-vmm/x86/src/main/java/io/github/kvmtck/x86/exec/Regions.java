package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Compiles hot blocks, on a thread of its own: the guest goes on by handlers meanwhile. */
public final class Regions {
  /**
   * Instructions that a block has executed when it is compiled: some milliseconds' worth, which is
   * what compiling takes. A guest that ends before has paid nothing.
   */
  private static final int HOT = 500_000;

  /** The JIT leaves longer methods to the JVM's interpreter. */
  private static final int MAX_BYTECODE = 7900;

  private static final ClassDesc SUPER = Emitter.desc(Region.Code.class);
  private static final ClassDesc NAME = ClassDesc.of(Regions.class.getPackageName(), "Compiled");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_long,
          Emitter.desc(Cpu.class),
          ConstantDescs.CD_long,
          ConstantDescs.CD_int,
          Emitter.desc(Region.class));

  private final int hot;
  private final Handlers handlers;
  private final Executor executor;

  /** Compiles in the background what is hot. */
  public Regions(Handlers handlers) {
    this(HOT, handlers, background());
  }

  /**
   * Compiles what has executed a number of instructions.
   *
   * @param hot how many; {@link Integer#MAX_VALUE} never compiles
   * @param executor by whom
   */
  public Regions(int hot, Handlers handlers, Executor executor) {
    this.hot = hot;
    this.handlers = handlers;
    this.executor = executor;
  }

  /** One thread, which ends when there is nothing to compile. */
  private static Executor background() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "region compiler");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  int hot() {
    return hot;
  }

  /** Has a block compiled, with what follows it; true. */
  boolean compile(Block block, Blocks all) {
    Plan plan = new Plan(block, all);
    plan.blocks().forEach(each -> each.cools(hot));
    executor.execute(() -> block.region = compile(plan));
    return true;
  }

  private Region compile(Plan plan) {
    Constants constants = new Constants();
    List<Exit> exits = new ArrayList<>();
    byte[] bytes = bytes(plan, constants, exits);
    if (length(bytes) > MAX_BYTECODE && plan.blocks().size() > 1) {
      return compile(plan.half());
    }
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants.classData(), true);
      MethodType none = MethodType.methodType(void.class);
      Region.Code code = (Region.Code) lookup.findConstructor(lookup.lookupClass(), none).invoke();
      return new Region(code, plan, exits.toArray(Exit[]::new));
    } catch (Throwable e) {
      throw new IllegalStateException("a region cannot be defined", e);
    }
  }

  private byte[] bytes(Plan plan, Constants constants, List<Exit> exits) {
    return ClassFile.of()
        .build(
            NAME,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withSuperclass(SUPER);
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
                  0,
                  code -> {
                    RegionFlow flow = new RegionFlow(code, plan, handlers, constants);
                    flow.region();
                    exits.clear();
                    exits.addAll(flow.exits());
                  });
            });
  }

  private static int length(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .mapToInt(code -> ((CodeAttribute) code).codeLength())
        .max()
        .orElseThrow();
  }
}
