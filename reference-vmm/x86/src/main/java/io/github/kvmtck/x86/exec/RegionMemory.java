package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.cpu.Memory;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Translations;
import io.github.kvmtck.x86.isa.Insn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Memory as compiled code reaches it: by what is at hand in {@link Translations}. What is not is
 * left to the handlers.
 */
abstract class RegionMemory extends RegionFlags {
  static final int BASE_SLOT = 2;
  static final int HOST_SLOT = 10;
  private static final int TRANSLATIONS_SLOT = 8;
  private static final int PAGES_SLOT = 9;
  private static final int ADDRESS_SLOT = 12;
  private static final int LINEAR_SLOT = 22;

  /** Behind everything else; an access takes four. */
  private static final int FIRST_SITE = BEHIND_FLAGS;

  private static final ClassDesc HOST = desc(HostMemory.class);
  private static final ClassDesc TRANSLATIONS = desc(Translations.class);
  private static final ClassDesc MEMORY = desc(Memory.class);
  private static final ClassDesc LONGS = LONG.arrayType();
  private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
  private static final MethodTypeDesc WITHIN = MethodTypeDesc.of(BOOLEAN, LONG, INT, INT, BOOLEAN);
  private static final MethodTypeDesc HITS = MethodTypeDesc.of(BOOLEAN, LONG, INT, LONGS);
  private static final MethodTypeDesc BELOW = MethodTypeDesc.of(BOOLEAN, LONG, LONG);
  private static final long PAGE = -Plan.PAGE_SIZE;

  final Plan plan;
  private int behind;
  private boolean reached;
  private int sites = FIRST_SITE;

  RegionMemory(CodeBuilder code, Plan plan, Constants constants) {
    super(code, constants, plan.blocks().getFirst().last());
    this.plan = plan;
  }

  /** The block that is emitted. */
  abstract Block block();

  /** Where to go if a translation is missing. */
  abstract Label rest();

  /** Where to go if code of the region may just have been written. */
  abstract Label stored();

  /**
   * What is emitted from now on.
   *
   * @param end its offset behind it, in the page
   */
  final void at(Insn now, int end) {
    insn(now);
    behind = end;
    reached = false;
  }

  /**
   * Loads what accesses need. They have met no page yet: none begins at an odd address.
   *
   * @param accesses at most how many there are
   */
  final void prepare(int accesses) {
    code.aload(CPU_SLOT).getfield(CPU, "memory", MEMORY);
    code.getfield(MEMORY, "translations", TRANSLATIONS).dup().astore(TRANSLATIONS_SLOT);
    code.getfield(TRANSLATIONS, "pages", LONGS).astore(PAGES_SLOT);
    for (int i = 0; i < accesses; i++) {
      code.lconst_1().lstore(FIRST_SITE + 4 * i).lconst_0().lstore(FIRST_SITE + 4 * i + 2);
    }
  }

  @Override
  final void address() {
    if (insn().base() == Gpr.RIP) {
      code.lload(BASE_SLOT).loadConstant(behind + insn().displacement()).ladd();
    } else {
      register(insn().base());
      if (insn().displacement() != 0) {
        code.loadConstant(insn().displacement()).ladd();
      }
    }
    if (insn().index() != Gpr.ZERO) {
      register(insn().index());
      if (insn().scale() != 0) {
        code.loadConstant(insn().scale()).lshl();
      }
      code.ladd();
    }
    if (insn().addressMask() != -1L) {
      code.loadConstant(insn().addressMask()).land();
    }
    code.lstore(ADDRESS_SLOT);
  }

  @Override
  final void pushAddress() {
    code.lload(ADDRESS_SLOT);
  }

  @Override
  final void load(int bits, boolean toWrite) {
    reach(insn().segment(), ADDRESS_SLOT, bits, toWrite);
    reached = toWrite;
    hostGet(bits);
  }

  final void hostGet(int bits) {
    code.lload(HOST_SLOT);
    code.invokestatic(HOST, "get" + bits, MethodTypeDesc.of(LONG, LONG));
  }

  @Override
  final void store(int bits) {
    if (!reached) {
      reach(insn().segment(), ADDRESS_SLOT, bits, true);
    }
    code.lload(HOST_SLOT);
    pushValue();
    hostPut(bits);
    look();
  }

  /** Pops value and host address. */
  final void hostPut(int bits) {
    code.invokestatic(HOST, "put" + bits, MethodTypeDesc.of(VOID, LONG, LONG));
  }

  /** Looks whether the last store met code of the region. */
  final void look() {
    code.lload(HOST_SLOT).loadConstant(7 - plan.host()).ladd();
    code.loadConstant(plan.length() + 7L).invokestatic(PARTS, "below", BELOW);
    code.ifne(stored());
  }

  /** Finds the host address of an access, or leaves. */
  final void reach(int segment, int offsetSlot, int bits, boolean write) {
    if (block().codeBits == 64 && segment < Segment.FS) {
      reach(offsetSlot, bits, write);
      return;
    }
    code.aload(TRANSLATIONS_SLOT).lload(offsetSlot).loadConstant(bits >> 3);
    code.loadConstant(segment).loadConstant(write ? 1 : 0);
    code.invokevirtual(TRANSLATIONS, "within", WITHIN).ifeq(rest());
    code.aload(TRANSLATIONS_SLOT).lload(offsetSlot).loadConstant(segment);
    code.invokevirtual(TRANSLATIONS, "linear", MethodTypeDesc.of(LONG, LONG, INT));
    code.lstore(LINEAR_SLOT);
    reach(LINEAR_SLOT, bits, write);
  }

  /**
   * Each access remembers the page that it met last, in two local variables: most meet it again.
   * Whatever forgets translations makes compiled code leave, and with it go the variables.
   */
  private void reach(int linearSlot, int bits, boolean write) {
    int page = sites;
    int lead = sites + 2;
    sites += 4;
    Label met = code.newLabel();
    code.lload(linearSlot).loadConstant((bits >> 3) - 1L).ladd().loadConstant(PAGE).land();
    code.lload(page).lcmp().ifeq(met);
    code.lload(linearSlot).loadConstant(bits >> 3).aload(PAGES_SLOT);
    code.invokestatic(TRANSLATIONS, write ? "writes" : "reads", HITS).ifeq(rest());
    code.lload(linearSlot).loadConstant(PAGE).land().lstore(page);
    code.lload(linearSlot).aload(PAGES_SLOT);
    code.invokestatic(
        TRANSLATIONS, write ? "leadToWrite" : "leadToRead", MethodTypeDesc.of(LONG, LONG, LONGS));
    code.lstore(lead).labelBinding(met);
    code.lload(linearSlot).lload(lead).ladd().lstore(HOST_SLOT);
  }
}
