package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;
import io.github.kvmtck.x86.lanes.LaneMove;

/** Moves of whole XMM registers, moves between them and general registers, MXCSR. */
public final class Sse {
  private static final long MXCSR_MASK = 0xffff;

  private Sse() {}

  public static void define(Forms f) {
    f.whole("0F 10 /r    | MOVUPS xmm1, xmm2/m128 | np SSE", Sse::load);
    f.whole("0F 11 /r    | MOVUPS xmm2/m128, xmm1 | np SSE", Sse::store);
    f.whole("66 0F 10 /r | MOVUPD xmm1, xmm2/m128 | SSE2", Sse::load);
    f.whole("66 0F 11 /r | MOVUPD xmm2/m128, xmm1 | SSE2", Sse::store);
    f.whole("0F 28 /r    | MOVAPS xmm1, xmm2/m128 | np SSE", Sse::loadAligned);
    f.whole("0F 29 /r    | MOVAPS xmm2/m128, xmm1 | np SSE", Sse::storeAligned);
    f.whole("66 0F 28 /r | MOVAPD xmm1, xmm2/m128 | SSE2", Sse::loadAligned);
    f.whole("66 0F 29 /r | MOVAPD xmm2/m128, xmm1 | SSE2", Sse::storeAligned);
    f.whole("66 0F 6F /r | MOVDQA xmm1, xmm2/m128 | SSE2", Sse::loadAligned);
    f.whole("66 0F 7F /r | MOVDQA xmm2/m128, xmm1 | SSE2", Sse::storeAligned);
    f.whole("F3 0F 6F /r | MOVDQU xmm1, xmm2/m128 | SSE2", Sse::load);
    f.whole("F3 0F 7F /r | MOVDQU xmm2/m128, xmm1 | SSE2", Sse::store);
    f.whole("F2 0F F0 /r | LDDQU xmm1, m | SSE3", Sse::load);
    f.whole("66 0F 38 2A /r | MOVNTDQA xmm1, m128 | SSE4_1", Sse::loadAligned);
    f.whole("66 0F E7 /r | MOVNTDQ m128, xmm1 | SSE2", Sse::storeAligned);
    f.whole("0F 2B /r    | MOVNTPS m128, xmm1 | np SSE", Sse::storeAligned);
    f.whole("66 0F 2B /r | MOVNTPD m128, xmm1 | SSE2", Sse::storeAligned);
    f.whole("66 0F F7 /r | MASKMOVDQU xmm1, xmm2 | SSE2", Sse::storeMasked);
    f.whole("66 0F 6E /r | MOVD xmm1, r/m32 | o16 o32 SSE2", Sse::fromGeneral);
    f.whole("66 0F 6E /r | MOVQ xmm1, r/m64 | o64 SSE2", Sse::fromGeneral);
    f.whole("66 0F 7E /r | MOVD r/m32, xmm1 | o16 o32 SSE2", Sse::toGeneral);
    f.whole("66 0F 7E /r | MOVQ r/m64, xmm1 | o64 SSE2", Sse::toGeneral);
    f.whole("66 0F D7 /r | PMOVMSKB r32, xmm2 | SSE2", Sse::byteSigns);
    f.whole("0F 50 /r    | MOVMSKPS r32, xmm2 | np SSE", Sse::singleSigns);
    f.whole("66 0F 50 /r | MOVMSKPD r32, xmm2 | SSE2", Sse::doubleSigns);
    f.whole("0F AE /2    | LDMXCSR m32 | np SSE", Sse::ldmxcsr);
    f.whole("0F AE /3    | STMXCSR m32 | np SSE", Sse::stmxcsr);
  }

  private static void aligned(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    if (insn.memory()) {
      var unused = Xmm.aligned(cpu, insn);
    }
  }

  public static void loadAligned(Cpu cpu, Insn insn) {
    aligned(cpu, insn);
    load(cpu, insn);
  }

  public static void storeAligned(Cpu cpu, Insn insn) {
    aligned(cpu, insn);
    store(cpu, insn);
  }

  public static void load(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    if (insn.memory()) {
      cpu.memory.wide.load(insn.segment(), insn.address(cpu), cpu.vectors.xmm, 2 * insn.reg());
    } else {
      Xmm.put(cpu, insn.reg(), Xmm.low(cpu, insn.rm()), Xmm.high(cpu, insn.rm()));
    }
  }

  public static void store(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    long low = Xmm.low(cpu, insn.reg());
    long high = Xmm.high(cpu, insn.reg());
    if (insn.memory()) {
      cpu.memory.wide.store(insn.segment(), insn.address(cpu), low, high);
    } else {
      Xmm.put(cpu, insn.rm(), low, high);
    }
  }

  /** The bytes whose mask byte has its top bit set go to DS:rDI; the others are not touched. */
  public static void storeMasked(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    cpu.memory.alignment.require(insn.segment(), cpu.r[Gpr.RDI] & insn.addressMask(), 8);
    for (boolean probing : new boolean[] {true, false}) {
      for (int i = 0; i < 16; i++) {
        int word = i >> 3;
        int shift = 8 * (i & 7);
        if (cpu.vectors.xmm[2 * insn.rm() + word] << 56 - shift < 0) {
          long at = cpu.r[Gpr.RDI] + i & insn.addressMask();
          if (probing) {
            cpu.memory.probe(insn.segment(), at, 1);
          } else {
            long value = cpu.vectors.xmm[2 * insn.reg() + word] >>> shift;
            cpu.memory.store(insn.segment(), at, 8, value);
          }
        }
      }
    }
  }

  /** MOVD and MOVQ clear what they do not fill. */
  public static void fromGeneral(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Xmm.put(cpu, insn.reg(), Values.read(cpu, insn, 1), 0);
  }

  public static void toGeneral(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Values.write(cpu, insn, 0, Xmm.low(cpu, insn.reg()));
  }

  public static void byteSigns(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    cpu.put(insn.reg(), 32, LaneMove.signs(b[0]) | LaneMove.signs(b[1]) << 8);
  }

  public static void singleSigns(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long low = b[0] >>> 31 & 1 | b[0] >>> 62 & 2;
    cpu.put(insn.reg(), 32, low | b[1] >>> 29 & 4 | b[1] >>> 60 & 8);
  }

  public static void doubleSigns(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    cpu.put(insn.reg(), 32, b[0] >>> 63 | b[1] >>> 62 & 2);
  }

  public static void ldmxcsr(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    long value = Values.read(cpu, insn, 0);
    if ((value & ~MXCSR_MASK) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.vectors.mxcsr((int) value);
  }

  public static void stmxcsr(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Values.write(cpu, insn, 0, cpu.vectors.mxcsr());
  }
}
