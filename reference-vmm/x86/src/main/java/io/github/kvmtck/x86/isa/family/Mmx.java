package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;
import io.github.kvmtck.x86.lanes.LaneMove;

/** Moves of MMX registers, and EMMS. */
public final class Mmx {
  private Mmx() {}

  public static void define(Forms f) {
    f.whole("0F 77       | EMMS | np MMX", Mmx::emms);
    f.whole("0F 6F /r    | MOVQ mm1, mm2/m64 | np MMX", Mm.both((a, b) -> b));
    f.whole("0F 7F /r    | MOVQ mm2/m64, mm1 | np MMX", Mmx::store);
    f.whole("0F 6E /r    | MOVD mm1, r/m32 | np o16 o32 MMX", Mmx::fromGeneral);
    f.whole("0F 6E /r    | MOVQ mm1, r/m64 | np o64 MMX", Mmx::fromGeneral);
    f.whole("0F 7E /r    | MOVD r/m32, mm1 | np o16 o32 MMX", Mmx::toGeneral);
    f.whole("0F 7E /r    | MOVQ r/m64, mm1 | np o64 MMX", Mmx::toGeneral);
    f.whole("0F E7 /r    | MOVNTQ m64, mm1 | np SSE", Mmx::store);
    f.whole("0F F7 /r    | MASKMOVQ mm1, mm2 | np SSE", Mmx::storeMasked);
    f.whole("0F D7 /r    | PMOVMSKB r32, mm2 | np SSE", Mmx::byteSigns);
    f.whole("0F 70 /r ib | PSHUFW mm1, mm2/m64, imm8u | np SSE", Mmx::shuffle);
    f.whole("0F C4 /r ib | PINSRW mm1, rm32, imm8u | np SSE", Mmx::insert);
    f.whole("0F C4 /r ib | PINSRW mm1, m16, imm8u | np SSE", Mmx::insert);
    f.whole("0F C5 /r ib | PEXTRW r32, mm2, imm8u | np SSE", Mmx::extract);
    f.whole("F3 0F D6 /r | MOVQ2DQ xmm1, mm2 | SSE2", Mmx::toXmm);
    f.whole("F2 0F D6 /r | MOVDQ2Q mm1, xmm2 | SSE2", Mmx::fromXmm);
  }

  /** Empties every register. */
  public static void emms(Cpu cpu, Insn insn) {
    Mm.available(cpu);
    cpu.fpu.enterMmx();
    cpu.fpu.abridgedTagWord(0);
  }

  public static void fromGeneral(Cpu cpu, Insn insn) {
    Mm.available(cpu);
    Mm.put(cpu, insn.reg(), Values.read(cpu, insn, 1));
  }

  public static void toGeneral(Cpu cpu, Insn insn) {
    Mm.available(cpu);
    Values.write(cpu, insn, 0, Mm.first(cpu, insn));
    cpu.fpu.enterMmx();
  }

  public static void store(Cpu cpu, Insn insn) {
    Mm.available(cpu);
    long value = Mm.first(cpu, insn);
    if (insn.memory()) {
      cpu.memory.store(insn.segment(), insn.address(cpu), 64, value);
      cpu.fpu.enterMmx();
    } else {
      Mm.put(cpu, insn.rm(), value);
    }
  }

  /** The bytes whose mask byte has its top bit set go to DS:rDI; the others are not touched. */
  public static void storeMasked(Cpu cpu, Insn insn) {
    long mask = Mm.source(cpu, insn);
    long value = Mm.first(cpu, insn);
    cpu.memory.alignment.require(insn.segment(), cpu.r[Gpr.RDI] & insn.addressMask(), 8);
    for (boolean probing : new boolean[] {true, false}) {
      for (int i = 0; i < 8; i++) {
        if (mask << 56 - 8 * i < 0) {
          long at = cpu.r[Gpr.RDI] + i & insn.addressMask();
          if (probing) {
            cpu.memory.probe(insn.segment(), at, 1);
          } else {
            cpu.memory.store(insn.segment(), at, 8, value >>> 8 * i);
          }
        }
      }
    }
    cpu.fpu.enterMmx();
  }

  public static void byteSigns(Cpu cpu, Insn insn) {
    cpu.put(insn.reg(), 32, LaneMove.signs(Mm.source(cpu, insn)));
    cpu.fpu.enterMmx();
  }

  public static void shuffle(Cpu cpu, Insn insn) {
    Mm.put(cpu, insn.reg(), LaneMove.shuffleWords(Mm.source(cpu, insn), insn.immediate()));
  }

  public static void insert(Cpu cpu, Insn insn) {
    Mm.available(cpu);
    int at = (int) (insn.immediate() & 3) * 16;
    long word = (Values.read(cpu, insn, 1) & 0xffff) << at;
    Mm.put(cpu, insn.reg(), Mm.first(cpu, insn) & ~(0xffffL << at) | word);
  }

  public static void extract(Cpu cpu, Insn insn) {
    int at = (int) (insn.immediate() & 3) * 16;
    cpu.put(insn.reg(), 32, Mm.source(cpu, insn) >>> at & 0xffff);
    cpu.fpu.enterMmx();
  }

  public static void toXmm(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Xmm.put(cpu, insn.reg(), Mm.source(cpu, insn), 0);
    cpu.fpu.enterMmx();
  }

  public static void fromXmm(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Mm.available(cpu);
    Mm.put(cpu, insn.reg(), Xmm.low(cpu, insn.rm()));
  }
}
