package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Memory;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Emits a region: blocks, what leads from one to the next, and the ways out. */
final class RegionFlow extends RegionRegisters {
  private static final ClassDesc REGION = desc(Region.class);
  private static final ClassDesc HANDLER = desc(Handler.class);
  private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
  private static final int FUEL_SLOT = 4;
  private static final int REGION_SLOT = 5;
  private static final int EXIT_SLOT = 6;
  private static final int TARGET_SLOT = 62;

  private final Handlers handlers;
  private final Map<Block, Label> begin = new HashMap<>();
  private final Exits exits;
  private Block block;
  private int index;
  private int offset;

  /** Where the instruction goes on that stores. */
  private int behindStore;

  /** Whether something in the block may have done anything. */
  private boolean acted;

  RegionFlow(CodeBuilder code, Plan plan, Handlers handlers, Constants constants) {
    super(code, plan, constants);
    this.handlers = handlers;
    exits = new Exits(code);
    block = plan.blocks().getFirst();
  }

  /** The exits by number; after {@link #region}. */
  List<Exit> exits() {
    return exits.all();
  }

  /** The whole method. */
  void region() {
    prepare();
    code.iconst_0().istore(EXIT_SLOT).lconst_0().lstore(HOST_SLOT);
    plan.blocks().forEach(each -> begin.put(each, code.newLabel()));
    Label start = code.newBoundLabel();
    plan.blocks().forEach(this::block);
    Label end = code.newBoundLabel();
    ways();
    Label handler = code.newBoundLabel();
    code.astore(TARGET_SLOT).aload(REGION_SLOT).aload(TARGET_SLOT);
    code.putfield(REGION, "abandoned", desc(Abandon.class));
    answer();
    code.exceptionCatch(start, end, handler, desc(Abandon.class));
  }

  /** Ways out: each has a number, then registers are written back. */
  private void ways() {
    Label out = code.newLabel();
    Label stored = code.newLabel();
    for (Exit exit : exits.all()) {
      if (exit.kind() != Exit.Kind.ABANDONED) {
        code.labelBinding(exits.label(exit)).loadConstant(exits.number(exit)).istore(EXIT_SLOT);
        code.goto_(exit.kind() == Exit.Kind.STORED ? stored : out);
      }
    }
    code.labelBinding(stored).aload(REGION_SLOT).lload(HOST_SLOT).putfield(REGION, "stored", LONG);
    code.labelBinding(out);
    spill();
    answer();
  }

  private void answer() {
    code.iload(FUEL_SLOT).i2l().loadConstant(32).lshl().iload(EXIT_SLOT).i2l().lor().lreturn();
  }

  @Override
  Block block() {
    return block;
  }

  private int left() {
    return block.insns.length - index;
  }

  @Override
  Label rest() {
    return exits.label(new Exit(Exit.Kind.REST, block, index, left(), offset));
  }

  @Override
  Label stored() {
    return exits.label(new Exit(Exit.Kind.STORED, block, index, left() - 1, behindStore));
  }

  private void block(Block now) {
    block = now;
    offset = Plan.offset(now);
    acted = false;
    flagsUnknown();
    code.labelBinding(begin.get(now));
    code.iload(FUEL_SLOT).loadConstant(now.insns.length);
    code.if_icmplt(exits.label(new Exit(Exit.Kind.BOUNDARY, now, 0, 0, offset)));
    code.iinc(FUEL_SLOT, -now.insns.length);
    for (index = 0; index < now.insns.length; index++) {
      Insn insn = now.insns[index];
      at(insn, offset + insn.length());
      behindStore = offset + insn.length();
      if (index == now.insns.length - 1) {
        last();
      } else {
        one();
      }
      offset += insn.length();
    }
  }

  private void one() {
    switch (insn().form().semantics()) {
      case Semantics.Push _ when Registers.local(insn()) -> pushed();
      case Semantics.Pop _ -> popped();
      default -> {
        if (Registers.local(insn())) {
          emit();
        } else {
          action();
        }
      }
    }
  }

  private void last() {
    int end = offset + insn().length();
    OptionalInt target = Plan.target(block);
    switch (insn().form().semantics()) {
      case Semantics.Branch(var test, _) when target.isPresent() -> {
        if (test != Semantics.Test.ALWAYS) {
          Label not = code.newLabel();
          condition(test);
          code.ifeq(not);
          go(target.getAsInt());
          code.labelBinding(not);
          go(end);
        } else {
          go(target.getAsInt());
        }
      }
      case Semantics.Call _ when target.isPresent() -> {
        behindStore = target.getAsInt();
        code.lload(BASE_SLOT).loadConstant((long) end).ladd();
        pushed(insn().bits());
        go(target.getAsInt());
      }
      case Semantics.Return _ -> returned();
      case Semantics.Branch _, Semantics.Call _ -> code.goto_(rest());
      case Semantics.Jump _ -> {
        act();
        target.ifPresent(to -> {
          jumpedTo(to);
          jumpedTo(end);
        });
        code.goto_(exits.label(new Exit(Exit.Kind.TOLD, block, index, 0, 0)));
      }
      default -> {
        one();
        go(end);
      }
    }
  }

  /** Goes on at an offset: in the region, or out of it. */
  private void go(int to) {
    Block next = plan.at(to);
    Label other = exits.label(new Exit(Exit.Kind.BOUNDARY, block, 0, 0, to));
    if (acted) {
      code.aload(REGION_SLOT).aload(CPU_SLOT);
      code.invokevirtual(REGION, "mayGoOn", MethodTypeDesc.of(BOOLEAN, CPU)).ifeq(other);
    }
    code.goto_(next == null ? other : begin.get(next));
  }

  private void jumpedTo(int to) {
    Label not = code.newLabel();
    code.aload(CPU_SLOT).getfield(CPU, "rip", LONG).lload(BASE_SLOT).lsub();
    code.loadConstant((long) to).lcmp().ifne(not);
    go(to);
    code.labelBinding(not);
  }

  // --- actions: the processor's own registers must be right ---

  @Override
  void action() {
    act();
  }

  private void act() {
    boolean harmless =
        switch (insn().form().semantics()) {
          case Semantics.Use _, Semantics.Set _ -> Emitter.covers(form()) && !insn().memory();
          default -> false;
        };
    if (!acted && !harmless) {
      acted = true;
      code.aload(CPU_SLOT).getfield(CPU, "memory", desc(Memory.class));
      code.loadConstant(block.host).loadConstant(block.length);
      code.invokevirtual(desc(Memory.class), "executing", MethodTypeDesc.of(VOID, LONG, INT));
    }
    spill();
    int behind = offset + insn().length();
    Exit abandoned = new Exit(Exit.Kind.ABANDONED, block, index, left() - 1, offset);
    code.loadConstant(exits.number(abandoned)).istore(EXIT_SLOT);
    code.aload(CPU_SLOT).lload(BASE_SLOT).loadConstant((long) behind).ladd();
    code.putfield(CPU, "rip", LONG);
    constants.load(code, handlers.of(insn()), Handler.class);
    code.aload(CPU_SLOT);
    constants.load(code, insn(), Insn.class);
    code.invokevirtual(HANDLER, "run", MethodTypeDesc.of(VOID, CPU, INSN));
    reload();
    settled();
    code.aload(CPU_SLOT).invokevirtual(CPU, "mustLeave", MethodTypeDesc.of(BOOLEAN));
    code.ifne(exits.label(new Exit(Exit.Kind.TOLD, block, index, left() - 1, 0)));
  }

  /** To where a call in the region came from; elsewhere, the handler. */
  private void returned() {
    int bits = insn().bits();
    top(bits);
    code.lload(BASE_SLOT).lsub().lstore(TARGET_SLOT);
    for (Block each : plan.blocks()) {
      int end = Plan.offset(each) + each.length;
      if (each.last().form().semantics() instanceof Semantics.Call && plan.at(end) != null) {
        Label not = code.newLabel();
        code.lload(TARGET_SLOT).loadConstant((long) end).lcmp().ifne(not);
        moved((bits >> 3) + (int) insn().immediate());
        go(end);
        code.labelBinding(not);
      }
    }
    code.goto_(rest());
  }
}
