package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Insn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes random cases: an instruction, and a state that leads its operands where they may be. */
final class Generator {
  private static final int MXCSR = 0x1f80;

  private final Silicon silicon;
  private final Places places;
  private final Width width;
  private final RandomGenerator random;
  private final Encoding encoding;
  private final List<Form> forms;

  Generator(Silicon silicon, RandomGenerator random, List<Form> forms) {
    this.silicon = silicon;
    this.places = silicon.places();
    this.random = random;
    this.width = silicon.width();
    this.encoding = new Encoding(random, width.bits());
    this.forms = forms;
  }

  /** Fills record {@code n} and its slot; says which instruction it is. */
  Insn next(int n) {
    while (true) {
      Form form = forms.get(random.nextInt(forms.size()));
      Insn insn = encoding.encode(form);
      if (insn == null) {
        continue;
      }
      Case c = silicon.record(n);
      state(c);
      Insn placed = place(c, insn, n);
      if (placed != null) {
        slot(n, placed.length());
        return placed;
      }
    }
  }

  private void state(Case c) {
    c.memory().fill((byte) 0);
    for (int i = 0; i < 16; i++) {
      c.before(8 * i, Edges.next(random, 64) & width.registerMask());
    }
    c.before(8 * Gpr.RSP, offset(places.stackWindow()) + 64 + 8L * random.nextInt(8));
    int flags = random.nextInt() & Flags.ARITHMETIC;
    int others = chance(8, Flags.DF) | chance(8, Flags.AC);
    c.before(Case.FLAGS, flags | 0x202 | others);
    for (int i = 0; i < Places.DATA_WINDOW + Places.STACK_WINDOW; i += 8) {
      c.before(Case.DATA + i, quad());
    }
    X87State.draw(c, random);
    c.mxcsrBefore(
        random.nextInt(8) == 0 ? random.nextInt() & 0xffff : MXCSR | random.nextInt() & 0xe07f);
    for (int i = 0; i < 32; i++) {
      c.before(Case.XMM + 8 * i, quad());
    }
  }

  private int chance(int oneIn, int flag) {
    return random.nextInt(oneIn) == 0 ? flag : 0;
  }

  private long quad() {
    return random.nextBoolean() ? Edges.lanes(random) : Edges.floats(random);
  }

  /** Where an address is in the data segment. */
  private long offset(long address) {
    return address - width.dataBase(places);
  }

  private void slot(int n, int length) {
    byte[] slot = new byte[Places.SLOT];
    byte[] code = encoding.bytes();
    System.arraycopy(code, 0, slot, 0, length);
    jump(slot, length, Places.END_ADDRESS, silicon.end());
    jump(slot, Places.LANDING, Places.LANDED_ADDRESS, silicon.landed());
    silicon.put(places.slot(n), slot);
  }

  /**
   * JMP [RIP+n] through an aligned pointer, for alignment may be checked; from other code a JMP
   * ptr16:32 to 64-bit code.
   */
  private void jump(byte[] slot, int at, int pointer, long target) {
    ByteBuffer buffer = ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN).position(at);
    if (width == Width.LONG) {
      buffer.putShort((short) 0x25ff).putInt(pointer - at - 6).putLong(pointer, target);
      return;
    }
    if (width == Width.PROTECTED) {
      buffer.put((byte) 0x66);
    }
    buffer.put((byte) 0xea).putInt((int) target);
    buffer.putShort((short) Width.LONG.codeSelector());
  }

  private @Nullable Insn place(Case c, Insn insn, int n) {
    long slot = places.slot(n) - width.codeBase(places);
    c.before(Case.CODE, slot);
    Insn placed = insn;
    if (insn.form().immediates().contains(Immediate.CB)
        || insn.form().immediates().contains(Immediate.CZ)) {
      Immediate distance = insn.form().immediates().getFirst();
      int length = distance.length(insn.bits(), insn.addressBits());
      placed = encoding.immediate(length, Places.LANDING - insn.length());
    }
    if (!implicit(c, placed, slot + Places.LANDING)) {
      return null;
    }
    boolean addressed = !placed.form().mnemonic().equals("LEA") && usesMemory(placed);
    if (!addressed) {
      return placed;
    }
    Insn aimed = new Aim(c, encoding, random, places, width).at(placed);
    if (aimed != null && X87Operand.of(aimed)) {
      new X87Operand(c, random).draw(aimed, Aim.address(c, aimed) - offset(places.dataWindow()));
    }
    return aimed;
  }

  private static boolean usesMemory(Insn insn) {
    return insn.memory()
        && insn.form().operands().stream().anyMatch(operand -> operand.kind().memory());
  }

  /**
   * Registers and memory that an instruction uses without naming them; false where one register
   * would have to be two things.
   */
  private boolean implicit(Case c, Insn insn, long landing) {
    long window = offset(places.edge()) - 32;
    String mnemonic = insn.form().mnemonic();
    switch (mnemonic) {
      case "RET" -> c.stackBefore(stackOffset(c), landing);
      // The trap of TF comes after the next instruction.
      case "POPF", "POPFD", "POPFQ" -> c.stackBefore(stackOffset(c), random.nextInt() & ~Flags.TF);
      case "LEAVE", "ENTER" -> {
        c.before(8 * Gpr.RBP, offset(places.stackWindow()) + 128 + random.nextInt(32));
        if (mnemonic.equals("ENTER")) {
          encoding.immediate(3, random.nextInt(64) | random.nextInt(4) << 16);
        }
      }
      case "CMPXCHG", "CMPXCHG8B", "CMPXCHG16B" -> equal(c);
      case "PCMPESTRI", "PCMPESTRM", "PCMPISTRI", "PCMPISTRM" -> texts(c);
      // Whether bytes that are not written can fault is not told: the first is written.
      case "MASKMOVDQU", "MASKMOVQ" -> {
        c.before(8 * Gpr.RDI, window + random.nextInt(32));
        int mask =
            mnemonic.equals("MASKMOVQ") ? X87State.mm(c, insn.rm()) : Case.XMM + 16 * insn.rm();
        c.before(mask, c.before(mask) | 0x80);
      }
      case "LAR", "LSL", "VERR", "VERW" -> selectors(c, insn);
      // Components of the extended state that the model does not have are not asked for.
      case "XSAVE",
          "XSAVE64",
          "XSAVEOPT",
          "XSAVEOPT64",
          "XSAVEC",
          "XSAVEC64",
          "XRSTOR",
          "XRSTOR64" -> {
        c.before(8 * Gpr.RAX, random.nextInt(4));
        c.before(8 * Gpr.RDX, 0);
        return !addressedBy(insn, Gpr.RAX) && !addressedBy(insn, Gpr.RDX);
      }
      case "XLATB", "XLAT" ->
          c.before(8 * Gpr.RBX, window + random.nextInt(32) - (c.before(0) & 0xff));
      default -> {
        if (Aim.isString(insn)) {
          c.before(8 * Gpr.RSI, window + random.nextInt(40));
          c.before(8 * Gpr.RDI, window + random.nextInt(40));
          if (insn.repeat() != 0) {
            c.before(8 * Gpr.RCX, random.nextInt(6));
          }
        }
      }
    }
    boolean indirect = mnemonic.equals("JMP") || mnemonic.equals("CALL");
    if (indirect && insn.form().immediates().isEmpty() && !insn.memory()) {
      c.before(8 * insn.rm(), landing);
      return insn.rm() != Gpr.RSP;
    }
    return true;
  }

  private static boolean addressedBy(Insn insn, int register) {
    return insn.base() == register || insn.index() == register;
  }

  /** Lets memory be what is compared with it, more often than by chance. */
  private void equal(Case c) {
    if (random.nextBoolean()) {
      return;
    }
    long value = random.nextLong() & 0xffff_ffffL;
    long twice = value | value << 32;
    c.before(8 * Gpr.RAX, twice & width.registerMask());
    c.before(8 * Gpr.RDX, twice & width.registerMask());
    for (int i = 0; i < Places.DATA_WINDOW; i += 8) {
      c.dataBefore(i, twice);
    }
  }

  /** Short alphabets and short lengths, so that strings have something in common. */
  private void texts(Case c) {
    if (random.nextBoolean()) {
      return;
    }
    c.before(8 * Gpr.RAX, random.nextLong(-18, 19) & width.registerMask());
    c.before(8 * Gpr.RDX, random.nextLong(-18, 19) & width.registerMask());
    for (int i = 0; i < 32; i++) {
      c.before(Case.XMM + 8 * i, random.nextLong() & 0x8003_0003_8003_0003L);
    }
    for (int i = 0; i < Places.DATA_WINDOW; i += 8) {
      c.dataBefore(i, random.nextLong() & 0x0303_0303_0303_0303L);
    }
  }

  /** Selectors that mean something, wherever the instruction finds one. */
  private void selectors(Case c, Insn insn) {
    int selector = KernelDescriptors.selector(random);
    if (!insn.memory()) {
      c.before(8 * insn.rm(), random.nextInt() & 0xffff_0000L | selector);
      return;
    }
    for (int i = 0; i < Places.DATA_WINDOW; i += 8) {
      c.dataBefore(i, selector * 0x0001_0001_0001_0001L);
    }
    for (int i = 0; i < Places.STACK_WINDOW; i += 8) {
      c.stackBefore(i, selector * 0x0001_0001_0001_0001L);
    }
  }

  private int stackOffset(Case c) {
    return (int) (c.before(8 * Gpr.RSP) - offset(places.stackWindow()));
  }
}
