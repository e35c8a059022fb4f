package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** Carry, direction, and flags through AH. */
public final class FlagControl {
  private FlagControl() {}

  public static void define(Forms f) {
    f.whole("F5 | CMC", FlagControl::cmc);
    f.whole("F8 | CLC", FlagControl::clc);
    f.whole("F9 | STC", FlagControl::stc);
    f.whole("FC | CLD", FlagControl::cld);
    f.whole("FD | STD", FlagControl::std);
    f.whole("0F 01 CA | CLAC | np SMAP", FlagControl::clac);
    f.whole("0F 01 CB | STAC | np SMAP", FlagControl::stac);
    f.whole("9E | SAHF | i64", FlagControl::sahf);
    f.whole("9E | SAHF | x64 LAHF64", FlagControl::sahf);
    f.whole("9F | LAHF | i64", FlagControl::lahf);
    f.whole("9F | LAHF | x64 LAHF64", FlagControl::lahf);
    f.whole("D6 | SALC | i64", FlagControl::salc);
  }

  public static void cmc(Cpu cpu, Insn insn) {
    cpu.flags.carry(!cpu.flags.cf());
  }

  public static void clc(Cpu cpu, Insn insn) {
    cpu.flags.carry(false);
  }

  public static void stc(Cpu cpu, Insn insn) {
    cpu.flags.carry(true);
  }

  public static void cld(Cpu cpu, Insn insn) {
    cpu.flags.put(Flags.DF, false);
  }

  public static void std(Cpu cpu, Insn insn) {
    cpu.flags.put(Flags.DF, true);
  }

  /** Undefined but at CPL 0 (SDM vol. 2, CLAC, STAC). */
  private static void accessControl(Cpu cpu, boolean on) {
    if (cpu.segments.cpl() != 0) {
      throw cpu.fault(Vector.UD);
    }
    cpu.flags.put(Flags.AC, on);
    cpu.refresh();
  }

  public static void clac(Cpu cpu, Insn insn) {
    accessControl(cpu, false);
  }

  public static void stac(Cpu cpu, Insn insn) {
    accessControl(cpu, true);
  }

  public static void sahf(Cpu cpu, Insn insn) {
    int overflow = cpu.flags.of() ? Flags.OF : 0;
    cpu.flags.setArithmetic((int) (cpu.r[Gpr.RAX] >> 8) & 0xff | overflow);
  }

  /** Undocumented on every processor that has it. */
  public static void salc(Cpu cpu, Insn insn) {
    cpu.put8(Gpr.RAX, -cpu.flags.carry());
  }

  public static void lahf(Cpu cpu, Insn insn) {
    cpu.put8(Gpr.RAX + Gpr.HIGH_BYTE, cpu.flags.get());
  }
}
