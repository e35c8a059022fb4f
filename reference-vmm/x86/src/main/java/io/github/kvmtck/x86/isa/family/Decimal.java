package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** Decimal adjustment: the algorithms of SDM vol. 2. */
public final class Decimal {
  private Decimal() {}

  public static void define(Forms f) {
    f.whole("27    | DAA | i64", Decimal::daa);
    f.whole("2F    | DAS | i64", Decimal::das);
    f.whole("37    | AAA | i64", Decimal::aaa);
    f.whole("3F    | AAS | i64", Decimal::aas);
    f.whole("D4 ib | AAM imm8u | i64", Decimal::aam);
    f.whole("D5 ib | AAD imm8u | i64", Decimal::aad);
  }

  public static void daa(Cpu cpu, Insn insn) {
    long old = cpu.get8(Gpr.RAX);
    boolean adjust = (old & 15) > 9 || cpu.flags.af();
    boolean carry = old > 0x99 || cpu.flags.cf();
    long value = old + (adjust ? 6 : 0) + (carry ? 0x60 : 0);
    cpu.put8(Gpr.RAX, value);
    cpu.flags.result(value, 8, carry, false, adjust);
  }

  public static void das(Cpu cpu, Insn insn) {
    long old = cpu.get8(Gpr.RAX);
    boolean adjust = (old & 15) > 9 || cpu.flags.af();
    boolean high = old > 0x99 || cpu.flags.cf();
    boolean borrow = adjust && old < 6;
    long value = old - (adjust ? 6 : 0) - (high ? 0x60 : 0);
    cpu.put8(Gpr.RAX, value);
    cpu.flags.result(value, 8, high || borrow, false, adjust);
  }

  public static void aaa(Cpu cpu, Insn insn) {
    boolean adjust = (cpu.get8(Gpr.RAX) & 15) > 9 || cpu.flags.af();
    asciiAdjust(cpu, adjust, adjust ? 0x106 : 0);
  }

  public static void aas(Cpu cpu, Insn insn) {
    boolean adjust = (cpu.get8(Gpr.RAX) & 15) > 9 || cpu.flags.af();
    asciiAdjust(cpu, adjust, adjust ? -0x106 : 0);
  }

  private static void asciiAdjust(Cpu cpu, boolean adjust, int by) {
    long value = (cpu.r[Gpr.RAX] & 0xffff) + by;
    cpu.put16(Gpr.RAX, value & 0xff0f);
    cpu.flags.result(value & 0xf, 8, adjust, false, adjust);
  }

  public static void aam(Cpu cpu, Insn insn) {
    long base = insn.immediate();
    if (base == 0) {
      throw cpu.fault(Vector.DE);
    }
    long value = cpu.get8(Gpr.RAX);
    cpu.put16(Gpr.RAX, value / base << 8 | value % base);
    cpu.flags.result(value % base, 8, false, false, false);
  }

  public static void aad(Cpu cpu, Insn insn) {
    long value = cpu.get8(Gpr.RAX) + cpu.get8(Gpr.RAX + Gpr.HIGH_BYTE) * insn.immediate() & 0xff;
    cpu.put16(Gpr.RAX, value);
    cpu.flags.result(value, 8, false, false, false);
  }
}
