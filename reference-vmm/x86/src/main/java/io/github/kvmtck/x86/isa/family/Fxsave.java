package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** FXSAVE and FXRSTOR (SDM vol. 1, 10.5). */
public final class Fxsave {
  private Fxsave() {}

  public static void define(Forms f) {
    f.whole("0F AE /0 | FXSAVE m512byte | np o16 o32 FXSR", Fxsave::fxsave);
    f.whole("0F AE /0 | FXSAVE64 m512byte | np o64 FXSR", Fxsave::fxsave);
    f.whole("0F AE /1 | FXRSTOR m512byte | np o16 o32 FXSR", Fxsave::fxrstor);
    f.whole("0F AE /1 | FXRSTOR64 m512byte | np o64 FXSR", Fxsave::fxrstor);
  }

  /**
   * An address that is not canonical is found before one that is not aligned. Where alignment is
   * checked that may be #AC (SDM vol. 2, FXSAVE): on AMD's processors it is if the address is no
   * multiple of 4.
   */
  private static long area(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    long linear = cpu.segments.effectiveBase(insn.segment()) + at;
    if ((linear & 15) != 0) {
      boolean canonical = cpu.segments.codeBits() != 64 || cpu.control.canonical(linear);
      cpu.memory.alignment.require(insn.segment(), at, 4);
      throw cpu.fault(canonical || insn.segment() != Segment.SS ? Vector.GP : Vector.SS, 0);
    }
    return at;
  }

  public static void fxsave(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = area(cpu, insn);
    cpu.memory.probe(insn.segment(), at, LegacyRegion.SIZE);
    LegacyRegion.storeX87(cpu, insn, at);
    LegacyRegion.storeMxcsr(cpu, insn, at);
    LegacyRegion.storeXmm(cpu, insn, at);
  }

  public static void fxrstor(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = area(cpu, insn);
    long[] area = LegacyRegion.read(cpu, insn, at, LegacyRegion.SIZE);
    LegacyRegion.checkMxcsr(cpu, area);
    LegacyRegion.loadX87(cpu, insn, area);
    LegacyRegion.loadMxcsr(cpu, area);
    LegacyRegion.loadXmm(cpu, area);
  }
}
