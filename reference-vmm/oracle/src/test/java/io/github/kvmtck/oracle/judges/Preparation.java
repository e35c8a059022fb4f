package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.oracle.Edges;
import io.github.kvmtck.oracle.Encoding;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Immediate;
import io.github.kvmtck.x86.isa.Insn;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Lets an instruction find what it must to do more than fault. */
final class Preparation {
  private static final int[] MSRS = {
    0x174,
    0x175,
    0x176,
    Msrs.EFER,
    0xc000_0081,
    0xc000_0082,
    0xc000_0083,
    0xc000_0084,
    Msrs.FS_BASE,
    Msrs.GS_BASE,
    Msrs.KERNEL_GS_BASE
  };

  private final RandomGenerator random;
  private final Setting setting;
  private final Zoo zoo;
  private final Draft draft;
  private final Encoding encoding;

  Preparation(RandomGenerator random, Setting setting, Zoo zoo, Draft draft, Encoding encoding) {
    this.random = random;
    this.setting = setting;
    this.zoo = zoo;
    this.draft = draft;
    this.encoding = encoding;
  }

  /** Makes the draft suit an instruction; it may get other operands. */
  Insn prepare(Insn insn) {
    Insn placed = registers(insn);
    if (placed.memory() && random.nextInt(16) > 0) {
      placed = draft.aim(placed, encoding, draft.offset(placed.segment(), placed.addressBits()));
      draft.put(draft.linear(placed.segment(), draft.address(placed)), operand(placed));
    }
    stack(placed);
    return placed;
  }

  private Insn registers(Insn insn) {
    long[] r = draft.registers;
    String mnemonic = insn.form().mnemonic();
    switch (mnemonic) {
      case "RDMSR", "WRMSR" -> {
        r[Gpr.RCX] = random.nextInt(8) > 0 ? MSRS[random.nextInt(MSRS.length)] : other();
        r[Gpr.RDX] = random.nextInt(4) > 0 ? 0 : r[Gpr.RDX];
        if ((int) r[Gpr.RCX] == Msrs.EFER) {
          r[Gpr.RAX] = setting.get("efer") ^ few() & 0xfff;
        }
      }
      case "SYSRET", "SYSRETQ" -> {
        r[Gpr.RCX] = random.nextInt(8) > 0 ? zoo.offset() : r[Gpr.RCX];
        r[11] = flags();
      }
      case "SYSEXIT", "SYSEXITQ" -> {
        r[Gpr.RDX] = Space.CODE + 0x100L + random.nextInt(0xf000);
        r[Gpr.RCX] = Space.STACK + 0x100L + random.nextInt(0xf000);
      }
      case "SHLD", "SHRD" -> r[Gpr.RCX] &= ~0x10;
      case "MOV" -> move(insn);
      default -> {
        if (insn.form().has(Attribute.REP) || insn.form().has(Attribute.REPCC)) {
          draft.point(Gpr.RSI, Math.max(insn.segment(), 0), insn.addressMask());
          draft.point(Gpr.RDI, 0, insn.addressMask());
          r[Gpr.RCX] = random.nextInt(6);
        }
        boolean near = !insn.memory() && Subjects.syntax(insn.form()).matches("(JMP|CALL) r/mv");
        if (near) {
          r[insn.rm()] = zoo.offset();
        }
      }
    }
    if (selected(insn) && !insn.memory()) {
      r[insn.rm()] = r[insn.rm()] & 0xffff_0000L | selector(insn);
    }
    return immediates(insn);
  }

  /** An MSR, but neither the time nor KVM's own of the first numbers. */
  private long other() {
    return Edges.next(random, 32) | 0x20;
  }

  /** What control and debug registers are given. */
  private void move(Insn insn) {
    String syntax = Subjects.syntax(insn.form());
    if (syntax.startsWith("MOV CRn")) {
      long some = few();
      draft.registers[insn.rm()] =
          switch (insn.reg()) {
            case 0 -> setting.get("cr0") ^ some & random.nextInt() & 0xe005_003fL;
            case 3 -> setting.get("cr3") | random.nextInt(4) & some & 0xfff;
            case 4 -> setting.get("cr4") ^ some & 0x2ff;
            default -> draft.registers[insn.rm()];
          };
    }
  }

  /** A word with a quarter of its bits set. */
  private int few() {
    int half = random.nextInt();
    return half & random.nextInt();
  }

  private Insn immediates(Insn insn) {
    Form form = insn.form();
    if (form.immediates().contains(Immediate.CZ)) {
      int length = Immediate.CZ.length(insn.bits(), insn.addressBits());
      return encoding.immediate(length, random.nextInt(0x4000) - 0x2000);
    }
    if (form.immediates().contains(Immediate.CP)) {
      int length = insn.bits() / 8;
      long value = zoo.offset() & 0xffff_ffffL >>> 32 - insn.bits();
      return encoding.immediate(length + 2, value | (long) selector(insn) << 8 * length);
    }
    return form.mnemonic().equals("RETF") && !form.immediates().isEmpty()
        ? encoding.immediate(2, 2L * random.nextInt(12))
        : insn;
  }

  private static boolean selected(Insn insn) {
    return switch (insn.form().mnemonic()) {
      case "LLDT", "LTR", "VERR", "VERW", "LAR", "LSL", "ARPL" -> true;
      default -> Subjects.syntax(insn.form()).startsWith("MOV Sreg");
    };
  }

  private int selector(Insn insn) {
    boolean suits = random.nextInt(3) > 0;
    return switch (insn.form().mnemonic()) {
      case "LLDT" -> suits ? zoo.like(type -> type == 2) : zoo.selector();
      case "LTR" -> suits ? zoo.like(type -> type == 1 || type == 9) : zoo.selector();
      case "JMP", "CALL" -> suits ? zoo.selector() : zoo.like(type -> true);
      default -> zoo.selector();
    };
  }

  private ByteBuffer operand(Insn insn) {
    ByteBuffer bytes = draft.random();
    String mnemonic = insn.form().mnemonic();
    boolean far = Subjects.syntax(insn.form()).contains("16:");
    if (far) {
      Draft.value(bytes, insn.bits(), zoo.offset());
      bytes.putShort((short) selector(insn));
    } else if (selected(insn)) {
      bytes.putShort((short) selector(insn));
    } else if (mnemonic.equals("JMP") || mnemonic.equals("CALL")) {
      Draft.value(bytes, insn.bits(), zoo.offset());
    } else if (mnemonic.equals("LGDT") || mnemonic.equals("LIDT")) {
      boolean global = mnemonic.equals("LGDT");
      bytes.putShort((short) (random.nextBoolean() ? 0x1ff : random.nextInt()));
      bytes.putLong(
          random.nextInt(4) > 0
              ? global ? Space.GDT : Space.IDT
              : Edges.next(random, setting.bits() == 64 ? 64 : 32));
    }
    return bytes;
  }

  private void stack(Insn insn) {
    int bits = insn.bits();
    long next = draft.offset(Draft.SS, 32);
    switch (insn.form().mnemonic()) {
      case "RET" -> draft.stack(bits, zoo.offset());
      case "RETF" ->
          draft.stack(
              (int) insn.immediate(), bits, zoo.offset(), zoo.selector(), next, zoo.selector());
      case "IRET", "IRETD", "IRETQ" -> {
        long flags = flags();
        long offset = zoo.offset() & ((flags & Flags.VM) != 0 ? 0xffff : -1L);
        draft.stack(bits, offset, zoo.selector(), flags, next, zoo.selector());
      }
      case "POPF", "POPFD", "POPFQ" -> {
        draft.stackPointer();
        draft.stack(bits, flags());
      }
      case "POP" -> {
        boolean register = Subjects.syntax(insn.form()).matches("POP [DEFGS]S");
        draft.stack(bits, register ? zoo.selector() : random.nextLong());
      }
      default -> draft.stack(bits);
    }
  }

  /** The trap of a TF that was popped would come after the HLT. */
  private long flags() {
    long vm = random.nextInt(6) == 0 ? Flags.VM : 0;
    return random.nextInt() & ~(Flags.TF | Flags.VM) | vm;
  }
}
