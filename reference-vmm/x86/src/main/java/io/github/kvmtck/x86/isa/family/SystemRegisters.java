package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Descriptor tables, control and debug registers. */
public final class SystemRegisters {
  private SystemRegisters() {}

  public static void define(Forms f) {
    f.whole("0F 01 /0 | SGDT m", SystemRegisters::sgdt);
    f.whole("0F 01 /1 | SIDT m", SystemRegisters::sidt);
    f.whole("0F 01 /2 | LGDT m | f64", SystemRegisters::lgdt);
    f.whole("0F 01 /3 | LIDT m | f64", SystemRegisters::lidt);
    f.whole("0F 01 /4 | SMSW m16", SystemRegisters::smsw);
    f.whole("0F 01 /4 | SMSW rmv", SystemRegisters::smsw);
    f.whole("0F 01 /6 | LMSW r/m16", SystemRegisters::lmsw);
    f.whole("0F 01 /7 | INVLPG m", SystemRegisters::flush);
    f.whole("0F 06    | CLTS", SystemRegisters::clts);
    f.whole("0F 08    | INVD", SystemRegisters::privilegedNothing);
    f.whole("0F 09    | WBINVD", SystemRegisters::privilegedNothing);
    f.whole("0F 20 /r | MOV rmy, CRn | f64", SystemRegisters::fromControl);
    f.jump("0F 22 /r  | MOV CRn, rmy | f64", SystemRegisters::toControl);
    f.whole("0F 21 /r | MOV rmy, DRn | f64", SystemRegisters::fromDebug);
    f.jump("0F 23 /r  | MOV DRn, rmy | f64", SystemRegisters::toDebug);
  }

  public static void privilegedNothing(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    cpu.leaveBlock();
  }

  public static void flush(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    cpu.flushTranslations();
  }

  private static void storeTable(Cpu cpu, Insn insn, Table table) {
    Privilege.userMode(cpu);
    long at = insn.address(cpu);
    int width = cpu.segments.codeBits() == 64 ? 64 : 32;
    cpu.memory.probe(insn.segment(), at, 2);
    cpu.memory.probe(insn.segment(), at + 2 & insn.addressMask(), width / 8);
    cpu.memory.store(insn.segment(), at, 16, table.limit());
    cpu.memory.store(insn.segment(), at + 2 & insn.addressMask(), width, table.base());
  }

  /** A 16-bit operand loads 24 bits of base. */
  private static Table loadTable(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    long at = insn.address(cpu);
    int width = cpu.segments.codeBits() == 64 ? 64 : 32;
    long limit = cpu.memory.load16(insn.segment(), at);
    long base = cpu.memory.load(insn.segment(), at + 2 & insn.addressMask(), width);
    if (width == 64 && !Features.canonical(base)) {
      throw cpu.fault(Vector.GP, 0);
    }
    return new Table(insn.bits() == 16 ? base & 0xffffff : base, (int) limit);
  }

  public static void sgdt(Cpu cpu, Insn insn) {
    storeTable(cpu, insn, cpu.control.gdtr());
  }

  public static void sidt(Cpu cpu, Insn insn) {
    storeTable(cpu, insn, cpu.control.idtr());
  }

  public static void lgdt(Cpu cpu, Insn insn) {
    cpu.control.gdtr(loadTable(cpu, insn));
    cpu.leaveBlock();
  }

  public static void lidt(Cpu cpu, Insn insn) {
    cpu.control.idtr(loadTable(cpu, insn));
    cpu.leaveBlock();
  }

  public static void smsw(Cpu cpu, Insn insn) {
    Privilege.userMode(cpu);
    Values.write(cpu, insn, 0, cpu.control.cr0());
  }

  /** Loads PE, MP, EM and TS; PE can be set but not cleared. */
  public static void lmsw(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    long value = Values.read(cpu, insn, 0);
    long old = cpu.control.cr0();
    accept(cpu, cpu.control.load.cr0(old & ~0xeL | value & 0xf));
  }

  public static void clts(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    cpu.control.cr0(cpu.control.cr0() & ~Control.CR0_TS);
  }

  private static int width(Cpu cpu) {
    return cpu.segments.codeBits() == 64 ? 64 : 32;
  }

  /** A register that does not exist is #UD at every privilege level. */
  private static void controlRegister(Cpu cpu, Insn insn) {
    switch (insn.reg()) {
      case 0, 2, 3, 4, 8 -> Privilege.zero(cpu);
      default -> throw cpu.fault(Vector.UD);
    }
  }

  public static void fromControl(Cpu cpu, Insn insn) {
    controlRegister(cpu, insn);
    long value =
        switch (insn.reg()) {
          case 0 -> cpu.control.cr0();
          case 2 -> cpu.control.cr2();
          case 3 -> cpu.control.cr3();
          case 4 -> cpu.control.cr4();
          default -> cpu.bus.readCr8();
        };
    cpu.put(insn.rm(), width(cpu), value);
  }

  public static void toControl(Cpu cpu, Insn insn) {
    controlRegister(cpu, insn);
    long value = cpu.get(insn.rm(), width(cpu));
    switch (insn.reg()) {
      case 0 -> accept(cpu, cpu.control.load.cr0(value));
      case 2 -> cpu.control.cr2(value);
      case 3 -> accept(cpu, cpu.control.load.cr3(value));
      case 4 -> accept(cpu, cpu.control.load.cr4(value));
      default -> {
        cpu.bus.writeCr8(value);
        cpu.checkRefused(Vector.GP, 0);
      }
    }
    cpu.leaveBlock();
  }

  private static void accept(Cpu cpu, boolean accepted) {
    if (!accepted) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  /** DR4 and DR5 are DR6 and DR7 unless CR4.DE; DR7.GD traps every access. */
  private static int debugRegister(Cpu cpu, Insn insn) {
    int index = insn.reg();
    boolean alias = index == 4 || index == 5;
    if (index > 7 || alias && (cpu.control.cr4() & Control.CR4_DE) != 0) {
      throw cpu.fault(Vector.UD);
    }
    Privilege.zero(cpu);
    if ((cpu.breakpoints.registers().dr7() & DebugRegisters.DR7_GD) != 0) {
      if (cpu.guestDebug.hardware()) {
        throw Abandon.DETECTED;
      }
      cpu.debug.dr6(cpu.debug.dr6() | DebugRegisters.DR6_BD);
      cpu.debug.dr7(cpu.debug.dr7() & ~DebugRegisters.DR7_GD);
      throw cpu.fault(Vector.DB);
    }
    return alias ? index + 2 : index;
  }

  public static void fromDebug(Cpu cpu, Insn insn) {
    int index = debugRegister(cpu, insn);
    long value =
        switch (index) {
          case 6 -> cpu.debug.dr6();
          case 7 -> cpu.debug.dr7();
          default -> cpu.debug.address(index);
        };
    cpu.put(insn.rm(), width(cpu), value);
  }

  public static void toDebug(Cpu cpu, Insn insn) {
    int index = debugRegister(cpu, insn);
    long value = cpu.get(insn.rm(), width(cpu));
    if (index >= 6 && value >>> 32 != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    switch (index) {
      case 6 -> cpu.debug.dr6(value & 0xe00f | DebugRegisters.DR6_INIT);
      case 7 -> cpu.debug.dr7(value & 0xffff2bffL | DebugRegisters.DR7_INIT);
      default -> cpu.debug.address(index, value);
    }
    cpu.leaveBlock();
  }
}
