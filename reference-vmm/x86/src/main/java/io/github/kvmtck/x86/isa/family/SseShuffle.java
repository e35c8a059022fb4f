package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.Lanes;

/** Shuffles, single words, and logic under the names of floating-point instructions. */
public final class SseShuffle {
  private SseShuffle() {}

  public static void define(Forms f) {
    f.whole("66 0F 70 /r ib | PSHUFD xmm1, xmm2/m128, imm8u | SSE2", SseShuffle::pshufd);
    f.whole("F2 0F 70 /r ib | PSHUFLW xmm1, xmm2/m128, imm8u | SSE2", SseShuffle::pshuflw);
    f.whole("F3 0F 70 /r ib | PSHUFHW xmm1, xmm2/m128, imm8u | SSE2", SseShuffle::pshufhw);
    f.whole("0F C6 /r ib    | SHUFPS xmm1, xmm2/m128, imm8u | np SSE", SseShuffle::shufps);
    f.whole("66 0F C6 /r ib | SHUFPD xmm1, xmm2/m128, imm8u | SSE2", SseShuffle::shufpd);
    f.whole("66 0F C4 /r ib | PINSRW xmm1, rm32, imm8u | SSE2", SseShuffle::pinsrw);
    f.whole("66 0F C4 /r ib | PINSRW xmm1, m16, imm8u | SSE2", SseShuffle::pinsrw);
    f.whole("66 0F C5 /r ib | PEXTRW r32, xmm2, imm8u | SSE2", SseShuffle::pextrw);
    var unpackLow = Packed.lows(LaneMove::punpckldq, LaneMove::punpckhdq);
    var unpackHigh = Packed.highs(LaneMove::punpckldq, LaneMove::punpckhdq);
    f.whole("0F 14 /r    | UNPCKLPS xmm1, xmm2/m128 | np SSE", unpackLow);
    f.whole("0F 15 /r    | UNPCKHPS xmm1, xmm2/m128 | np SSE", unpackHigh);
    f.whole("66 0F 14 /r | UNPCKLPD xmm1, xmm2/m128 | SSE2", Packed.lows((a, b) -> a, (a, b) -> b));
    f.whole(
        "66 0F 15 /r | UNPCKHPD xmm1, xmm2/m128 | SSE2", Packed.highs((a, b) -> a, (a, b) -> b));
    f.whole("0F 54 /r    | ANDPS xmm1, xmm2/m128 | np SSE", Packed.quads(Lanes::pand));
    f.whole("66 0F 54 /r | ANDPD xmm1, xmm2/m128 | SSE2", Packed.quads(Lanes::pand));
    f.whole("0F 55 /r    | ANDNPS xmm1, xmm2/m128 | np SSE", Packed.quads(Lanes::pandn));
    f.whole("66 0F 55 /r | ANDNPD xmm1, xmm2/m128 | SSE2", Packed.quads(Lanes::pandn));
    f.whole("0F 56 /r    | ORPS xmm1, xmm2/m128 | np SSE", Packed.quads(Lanes::por));
    f.whole("66 0F 56 /r | ORPD xmm1, xmm2/m128 | SSE2", Packed.quads(Lanes::por));
    f.whole("0F 57 /r    | XORPS xmm1, xmm2/m128 | np SSE", Packed.quads(Lanes::pxor));
    f.whole("66 0F 57 /r | XORPD xmm1, xmm2/m128 | SSE2", Packed.quads(Lanes::pxor));
  }

  /** Doubleword {@code n} of {@code high:low}; other bits of {@code n} do not count. */
  private static long dword(long low, long high, long n) {
    return ((n & 2) == 0 ? low : high) >>> 32 * (n & 1) & 0xffff_ffffL;
  }

  private static long twoDwords(long low, long high, long order) {
    return dword(low, high, order) | dword(low, high, order >> 2) << 32;
  }

  public static void pshufd(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long order = insn.immediate();
    Xmm.put(cpu, insn.reg(), twoDwords(b[0], b[1], order), twoDwords(b[0], b[1], order >> 4));
  }

  public static void pshuflw(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    Xmm.put(cpu, insn.reg(), LaneMove.shuffleWords(b[0], insn.immediate()), b[1]);
  }

  public static void pshufhw(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    Xmm.put(cpu, insn.reg(), b[0], LaneMove.shuffleWords(b[1], insn.immediate()));
  }

  /** The low quadword from the first operand, the high one from the second. */
  public static void shufps(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long order = insn.immediate();
    long low = twoDwords(Xmm.low(cpu, insn.reg()), Xmm.high(cpu, insn.reg()), order);
    Xmm.put(cpu, insn.reg(), low, twoDwords(b[0], b[1], order >> 4));
  }

  public static void shufpd(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long order = insn.immediate();
    long low = (order & 1) == 0 ? Xmm.low(cpu, insn.reg()) : Xmm.high(cpu, insn.reg());
    Xmm.put(cpu, insn.reg(), low, (order & 2) == 0 ? b[0] : b[1]);
  }

  public static void pinsrw(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Xmm.insert(cpu, insn.reg(), 16, insn.immediate(), Values.read(cpu, insn, 1));
  }

  public static void pextrw(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Values.write(cpu, insn, 0, Xmm.lane(cpu, insn.rm(), 16, insn.immediate()));
  }
}
