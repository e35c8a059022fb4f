package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.cpu.Memory;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Translations;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Emits instructions of a region: operands are constants, general registers are local variables,
 * and memory is looked up in {@link Translations}; what is not found there is left to the handlers.
 */
abstract class RegionEmitter extends Emitter {
  static final int BASE_SLOT = 2;
  static final int FUEL_SLOT = 4;
  static final int REGION_SLOT = 5;
  static final int EXIT_SLOT = 6;
  static final int REGISTERS_SLOT = 7;
  static final int TRANSLATIONS_SLOT = 8;
  private static final int PAGES_SLOT = 9;
  static final int HOST_SLOT = 10;
  private static final int ADDRESS_SLOT = 12;
  private static final int TEMPORARIES = 14;
  private static final int LINEAR_SLOT = 22;
  private static final int FIRST_REGISTER = 24;

  /** Behind everything else; an access takes four. */
  private static final int FIRST_SITE = 64;

  private static final ClassDesc HOST = desc(HostMemory.class);
  private static final ClassDesc PARTS = desc(Parts.class);
  private static final ClassDesc TRANSLATIONS = desc(Translations.class);
  private static final ClassDesc MEMORY = desc(Memory.class);
  private static final ClassDesc LONGS = LONG.arrayType();
  private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
  private static final MethodTypeDesc WITHIN = MethodTypeDesc.of(BOOLEAN, LONG, INT, INT, BOOLEAN);
  private static final MethodTypeDesc HITS = MethodTypeDesc.of(BOOLEAN, LONG, INT, LONGS);
  private static final long LOW_32 = 0xffffffffL;

  final Plan plan;
  final Constants constants;
  private Insn insn;

  /** Offset behind the instruction. */
  private int next;

  private boolean reached;
  private int sites = FIRST_SITE;

  RegionEmitter(CodeBuilder code, Plan plan, Constants constants) {
    super(code, TEMPORARIES);
    this.plan = plan;
    this.constants = constants;
    insn = plan.blocks().getFirst().last();
  }

  /** The block that is emitted. */
  abstract Block block();

  /** Where to go if a translation is missing. */
  abstract Label rest();

  /** Where to go if code of the region may just have been written. */
  abstract Label stored();

  final Insn insn() {
    return insn;
  }

  final void at(Insn now, int behind) {
    insn = now;
    next = behind;
    reached = false;
  }

  final void prepare() {
    code.aload(CPU_SLOT).getfield(CPU, "r", LONGS);
    code.astore(REGISTERS_SLOT);
    code.aload(CPU_SLOT).getfield(CPU, "memory", MEMORY);
    code.getfield(MEMORY, "translations", TRANSLATIONS).dup().astore(TRANSLATIONS_SLOT);
    code.getfield(TRANSLATIONS, "pages", LONGS).astore(PAGES_SLOT);
  }

  /** Accesses have met no page yet: none begins at an odd address. */
  final void forgetPages(int accesses) {
    for (int i = 0; i < accesses; i++) {
      code.lconst_1().lstore(FIRST_SITE + 4 * i).lconst_0().lstore(FIRST_SITE + 4 * i + 2);
    }
  }

  static int slot(int register) {
    return FIRST_REGISTER + 2 * register;
  }

  @Override
  final Form form() {
    return insn.form();
  }

  @Override
  final int operandBits() {
    return insn.bits();
  }

  @Override
  final boolean inMemory(Operand operand) {
    return insn.memory() && operand.kind().memory();
  }

  @Override
  final void pushInsn() {
    throw new IllegalStateException(insn.form().notation());
  }

  // --- memory ---

  @Override
  final void address() {
    if (insn.base() == Gpr.RIP) {
      code.lload(BASE_SLOT).loadConstant(next + insn.displacement()).ladd();
    } else {
      register(insn.base());
      if (insn.displacement() != 0) {
        code.loadConstant(insn.displacement()).ladd();
      }
    }
    if (insn.index() != Gpr.ZERO) {
      register(insn.index());
      if (insn.scale() != 0) {
        code.loadConstant(insn.scale()).lshl();
      }
      code.ladd();
    }
    if (insn.addressMask() != -1L) {
      code.loadConstant(insn.addressMask()).land();
    }
    code.lstore(ADDRESS_SLOT);
  }

  @Override
  final void pushAddress() {
    code.lload(ADDRESS_SLOT);
  }

  @Override
  final void load(int bits, boolean toWrite) {
    reach(insn.segment(), ADDRESS_SLOT, bits, toWrite);
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
      reach(insn.segment(), ADDRESS_SLOT, bits, true);
    }
    code.lload(HOST_SLOT);
    pushValue();
    hostPut(bits);
  }

  private void hostPut(int bits) {
    code.invokestatic(HOST, "put" + bits, MethodTypeDesc.of(VOID, LONG, LONG));
    look();
  }

  /** Looks whether the last store met code of the region. */
  final void look() {
    code.lload(HOST_SLOT).loadConstant(7 - plan.host()).ladd();
    code.loadConstant(plan.length() + 7L).invokestatic(PARTS, "below", BELOW);
    code.ifne(stored());
  }

  private static final MethodTypeDesc BELOW =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, LONG, LONG);

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
    code.lload(linearSlot).loadConstant((bits >> 3) - 1L).ladd().loadConstant(-4096L).land();
    code.lload(page).lcmp().ifeq(met);
    code.lload(linearSlot).loadConstant(bits >> 3).aload(PAGES_SLOT);
    code.invokestatic(TRANSLATIONS, write ? "writes" : "reads", HITS).ifeq(rest());
    code.lload(linearSlot).loadConstant(-4096L).land().lstore(page);
    code.lload(linearSlot).aload(PAGES_SLOT);
    code.invokestatic(
        TRANSLATIONS, write ? "leadToWrite" : "leadToRead", MethodTypeDesc.of(LONG, LONG, LONGS));
    code.lstore(lead).labelBinding(met);
    code.lload(linearSlot).lload(lead).ladd().lstore(HOST_SLOT);
  }

  // --- registers ---

  final void register(int n) {
    if (n == Gpr.ZERO) {
      code.lconst_0();
    } else {
      code.lload(slot(n));
    }
  }

  @Override
  final void push(Operand operand, int bits) {
    switch (operand.kind()) {
      case ONE -> code.lconst_1();
      case IMM, UIMM -> code.loadConstant(insn.immediate());
      default -> pushRegister(number(insn, operand), bits);
    }
  }

  static int number(Insn insn, Operand operand) {
    return switch (operand.kind()) {
      case REG, OPCODE_REG -> insn.reg();
      case RM, RM_REG -> insn.rm();
      case FIXED_REG -> operand.fixed();
      default -> throw new IllegalStateException(operand.text());
    };
  }

  private void pushRegister(int n, int bits) {
    if (bits == 8 && n >= Gpr.HIGH_BYTE) {
      code.lload(slot(n - Gpr.HIGH_BYTE)).loadConstant(8).lshr().loadConstant(0xffL).land();
      return;
    }
    code.lload(slot(n));
    if (bits != 64) {
      code.loadConstant(bits == 32 ? LOW_32 : (1L << bits) - 1).land();
    }
  }

  @Override
  final void pop(Operand operand, int bits) {
    popRegister(number(insn, operand), bits);
  }

  /** Pops into a register. */
  final void popRegister(int n, int bits) {
    if (bits == 64) {
      code.lstore(slot(n));
    } else if (bits == 32) {
      code.loadConstant(LOW_32).land().lstore(slot(n));
    } else {
      boolean high = bits == 8 && n >= Gpr.HIGH_BYTE;
      int slot = slot(high ? n - Gpr.HIGH_BYTE : n);
      String name = high ? "high8" : bits == 8 ? "low8" : "low16";
      code.lload(slot).invokestatic(PARTS, name, MethodTypeDesc.of(LONG, LONG, LONG)).lstore(slot);
    }
  }

  @Override
  final void function(Class<?> shape) {
    constants.load(code, Constants.function(form()), shape);
  }
}
