package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Instructions about selectors: their rights and limits, LDTR and TR. Protected mode only. */
public final class Selectors {
  private Selectors() {}

  public static void define(Forms f) {
    f.whole("0F 00 /0 | SLDT m16", Selectors::storeLocalTable);
    f.whole("0F 00 /0 | SLDT rmv", Selectors::storeLocalTable);
    f.whole("0F 00 /1 | STR m16", Selectors::storeTask);
    f.whole("0F 00 /1 | STR rmv", Selectors::storeTask);
    f.whole("0F 00 /2 | LLDT r/m16", Selectors::loadLocalTable);
    f.whole("0F 00 /3 | LTR r/m16", Selectors::loadTask);
    f.whole("0F 00 /4 | VERR r/m16", Selectors::mayRead);
    f.whole("0F 00 /5 | VERW r/m16", Selectors::mayWrite);
    f.whole("0F 02 /r | LAR rv, m16", Selectors::rights);
    f.whole("0F 02 /r | LAR rv, rmv", Selectors::rights);
    f.whole("0F 03 /r | LSL rv, m16", Selectors::limit);
    f.whole("0F 03 /r | LSL rv, rmv", Selectors::limit);
    f.whole("63 /r    | ARPL r/m16, r16 | i64", Selectors::adjust);
  }

  private static void needProtection(Cpu cpu) {
    Mode mode = cpu.control.mode();
    if (mode == Mode.REAL || mode == Mode.VIRTUAL_8086) {
      throw cpu.fault(Vector.UD);
    }
  }

  private static void store(Cpu cpu, Insn insn, int index) {
    needProtection(cpu);
    Privilege.userMode(cpu);
    Values.write(cpu, insn, 0, cpu.segments.selector(index));
  }

  public static void storeLocalTable(Cpu cpu, Insn insn) {
    store(cpu, insn, Segment.LDTR);
  }

  public static void storeTask(Cpu cpu, Insn insn) {
    store(cpu, insn, Segment.TR);
  }

  private static void load(Cpu cpu, Insn insn, int index) {
    needProtection(cpu);
    Privilege.zero(cpu);
    cpu.segments.loadSystem(index, Values.read(cpu, insn, 0));
  }

  public static void loadLocalTable(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.LDTR);
  }

  public static void loadTask(Cpu cpu, Insn insn) {
    load(cpu, insn, Segment.TR);
  }

  private static int selector(Cpu cpu, Insn insn, int operand) {
    return (int) Values.read(cpu, insn, operand) & 0xffff;
  }

  public static void mayRead(Cpu cpu, Insn insn) {
    needProtection(cpu);
    cpu.flags.zero(cpu.rights.readable(selector(cpu, insn, 0)));
  }

  public static void mayWrite(Cpu cpu, Insn insn) {
    needProtection(cpu);
    cpu.flags.zero(cpu.rights.writable(selector(cpu, insn, 0)));
  }

  public static void rights(Cpu cpu, Insn insn) {
    needProtection(cpu);
    answer(cpu, insn, cpu.rights.of(selector(cpu, insn, 1)));
  }

  public static void limit(Cpu cpu, Insn insn) {
    needProtection(cpu);
    answer(cpu, insn, cpu.rights.limit(selector(cpu, insn, 1)));
  }

  /** ZF says whether there was an answer; without one the register stays. */
  private static void answer(Cpu cpu, Insn insn, long value) {
    if (value >= 0) {
      cpu.put(insn.reg(), insn.bits(), value);
    }
    cpu.flags.zero(value >= 0);
  }

  /** Memory is written only where it changes: until then this is a read, on silicon too. */
  public static void adjust(Cpu cpu, Insn insn) {
    needProtection(cpu);
    long selector = Values.read(cpu, insn, 0);
    long least = cpu.get(insn.reg(), 16) & 3;
    boolean lower = (selector & 3) < least;
    if (lower) {
      Values.write(cpu, insn, 0, selector & ~3L | least);
    }
    cpu.flags.zero(lower);
  }
}
