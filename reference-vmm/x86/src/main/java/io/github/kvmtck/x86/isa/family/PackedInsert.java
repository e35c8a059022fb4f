package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;
import io.github.kvmtck.x86.lanes.Lanes;

/** SSE4.1: single lanes in and out, and blends. */
public final class PackedInsert {
  private PackedInsert() {}

  public static void define(Forms f) {
    f.whole("66 0F 3A 14 /r ib | PEXTRB m8, xmm1, imm8u | SSE4_1", extract(8));
    f.whole("66 0F 3A 14 /r ib | PEXTRB rm32, xmm1, imm8u | SSE4_1", extract(8));
    f.whole("66 0F 3A 15 /r ib | PEXTRW m16, xmm1, imm8u | SSE4_1", extract(16));
    f.whole("66 0F 3A 15 /r ib | PEXTRW rm32, xmm1, imm8u | alias SSE4_1", extract(16));
    f.whole("66 0F 3A 16 /r ib | PEXTRD r/m32, xmm1, imm8u | o16 o32 SSE4_1", extract(32));
    f.whole("66 0F 3A 16 /r ib | PEXTRQ r/m64, xmm1, imm8u | o64 SSE4_1", extract(64));
    f.whole("66 0F 3A 17 /r ib | EXTRACTPS r/m32, xmm1, imm8u | SSE4_1", extract(32));
    f.whole("66 0F 3A 20 /r ib | PINSRB xmm1, m8, imm8u | SSE4_1", insert(8));
    f.whole("66 0F 3A 20 /r ib | PINSRB xmm1, rm32, imm8u | SSE4_1", insert(8));
    f.whole("66 0F 3A 21 /r ib | INSERTPS xmm1, xmm2/m32, imm8u | SSE4_1", PackedInsert::insertps);
    f.whole("66 0F 3A 22 /r ib | PINSRD xmm1, r/m32, imm8u | o16 o32 SSE4_1", insert(32));
    f.whole("66 0F 3A 22 /r ib | PINSRQ xmm1, r/m64, imm8u | o64 SSE4_1", insert(64));
    f.whole("66 0F 3A 0C /r ib | BLENDPS xmm1, xmm2/m128, imm8u | SSE4_1", blend(32));
    f.whole("66 0F 3A 0D /r ib | BLENDPD xmm1, xmm2/m128, imm8u | SSE4_1", blend(64));
    f.whole("66 0F 3A 0E /r ib | PBLENDW xmm1, xmm2/m128, imm8u | SSE4_1", blend(16));
    f.whole("66 0F 38 10 /r | PBLENDVB xmm1, xmm2/m128, XMM0 | SSE4_1", blendBySign(8));
    f.whole("66 0F 38 14 /r | BLENDVPS xmm1, xmm2/m128, XMM0 | SSE4_1", blendBySign(32));
    f.whole("66 0F 38 15 /r | BLENDVPD xmm1, xmm2/m128, XMM0 | SSE4_1", blendBySign(64));
  }

  private static Semantics.Action extract(int bits) {
    return (cpu, insn) -> {
      Xmm.available(cpu);
      Values.write(cpu, insn, 0, Xmm.lane(cpu, insn.reg(), bits, insn.immediate()));
    };
  }

  private static Semantics.Action insert(int bits) {
    return (cpu, insn) -> {
      Xmm.available(cpu);
      Xmm.insert(cpu, insn.reg(), bits, insn.immediate(), Values.read(cpu, insn, 1));
    };
  }

  /** From a lane of a register, or from memory; four bits of the immediate clear lanes. */
  public static void insertps(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int order = (int) insn.immediate();
    int from = insn.memory() ? 0 : order >> 6;
    Xmm.insert(cpu, insn.reg(), 32, order >> 4, b[from >> 1] >>> 32 * (from & 1));
    for (int i = 0; i < 4; i++) {
      if ((order >> i & 1) != 0) {
        Xmm.insert(cpu, insn.reg(), 32, i, 0);
      }
    }
  }

  /** The lanes of the second operand that have a one in the immediate. */
  private static Semantics.Action blend(int bits) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      for (int i = 0; i < 128 / bits; i++) {
        if ((insn.immediate() >> i & 1) != 0) {
          Xmm.insert(cpu, insn.reg(), bits, i, b[i * bits >> 6] >>> i * bits);
        }
      }
    };
  }

  /** The lanes of the second operand where those of XMM0 have their top bit set. */
  private static Semantics.Action blendBySign(int bits) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      long low = chosen(Xmm.low(cpu, to), b[0], Xmm.low(cpu, 0), bits);
      Xmm.put(cpu, to, low, chosen(Xmm.high(cpu, to), b[1], Xmm.high(cpu, 0), bits));
    };
  }

  private static long chosen(long a, long b, long by, int bits) {
    long mask = Lanes.each(by, 0, bits, (x, y) -> x >> 63);
    return a & ~mask | b & mask;
  }
}
