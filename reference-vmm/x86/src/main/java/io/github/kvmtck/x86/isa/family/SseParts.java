package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Moves of parts of XMM registers, which leave the other parts or clear them. */
public final class SseParts {
  private SseParts() {}

  public static void define(Forms f) {
    f.whole("F3 0F 10 /r | MOVSS xmm1, xmm2 | SSE", SseParts::single);
    f.whole("F3 0F 10 /r | MOVSS xmm1, m32 | SSE", SseParts::load);
    f.whole("F3 0F 11 /r | MOVSS m32, xmm1 | SSE", SseParts::storeLow);
    f.whole("F3 0F 11 /r | MOVSS xmm2, xmm1 | alias SSE", SseParts::singleBack);
    f.whole("F2 0F 10 /r | MOVSD xmm1, xmm2 | SSE2", SseParts::low);
    f.whole("F2 0F 10 /r | MOVSD xmm1, m64 | SSE2", SseParts::load);
    f.whole("F2 0F 11 /r | MOVSD m64, xmm1 | SSE2", SseParts::storeLow);
    f.whole("F2 0F 11 /r | MOVSD xmm2, xmm1 | alias SSE2", SseParts::lowBack);
    f.whole("F3 0F 7E /r | MOVQ xmm1, xmm2/m64 | SSE2", SseParts::loadQuad);
    f.whole("66 0F D6 /r | MOVQ m64, xmm1 | SSE2", SseParts::storeLow);
    f.whole("66 0F D6 /r | MOVQ xmm2, xmm1 | alias SSE2", SseParts::quadBack);
    f.whole("0F 12 /r    | MOVHLPS xmm1, xmm2 | np SSE", SseParts::highToLow);
    f.whole("0F 12 /r    | MOVLPS xmm1, m64 | np SSE", SseParts::low);
    f.whole("0F 13 /r    | MOVLPS m64, xmm1 | np SSE", SseParts::storeLow);
    f.whole("66 0F 12 /r | MOVLPD xmm1, m64 | SSE2", SseParts::low);
    f.whole("66 0F 13 /r | MOVLPD m64, xmm1 | SSE2", SseParts::storeLow);
    f.whole("0F 16 /r    | MOVLHPS xmm1, xmm2 | np SSE", SseParts::high);
    f.whole("0F 16 /r    | MOVHPS xmm1, m64 | np SSE", SseParts::high);
    f.whole("0F 17 /r    | MOVHPS m64, xmm1 | np SSE", SseParts::storeHigh);
    f.whole("66 0F 16 /r | MOVHPD xmm1, m64 | SSE2", SseParts::high);
    f.whole("66 0F 17 /r | MOVHPD m64, xmm1 | SSE2", SseParts::storeHigh);
    f.whole("F2 0F 12 /r | MOVDDUP xmm1, xmm2/m64 | SSE3", Packed.widened(b -> b, b -> b));
    f.whole("F3 0F 12 /r | MOVSLDUP xmm1, xmm2/m128 | SSE3", Packed.quads((a, b) -> even(b)));
    f.whole("F3 0F 16 /r | MOVSHDUP xmm1, xmm2/m128 | SSE3", Packed.quads((a, b) -> odd(b)));
  }

  private static long even(long b) {
    return b << 32 | b & 0xffff_ffffL;
  }

  private static long odd(long b) {
    return b & ~0xffff_ffffL | b >>> 32;
  }

  /** The low doubleword {@code from} another register, the rest {@code of} the register itself. */
  private static long merge(long of, long from) {
    return of & ~0xffff_ffffL | from & 0xffff_ffffL;
  }

  public static void single(Cpu cpu, Insn insn) {
    long from = Xmm.source(cpu, insn)[0];
    Xmm.putLow(cpu, insn.reg(), merge(Xmm.low(cpu, insn.reg()), from));
  }

  public static void singleBack(Cpu cpu, Insn insn) {
    long of = Xmm.source(cpu, insn)[0];
    Xmm.putLow(cpu, insn.rm(), merge(of, Xmm.low(cpu, insn.reg())));
  }

  public static void low(Cpu cpu, Insn insn) {
    Xmm.putLow(cpu, insn.reg(), Xmm.source(cpu, insn)[0]);
  }

  public static void lowBack(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Xmm.putLow(cpu, insn.rm(), Xmm.low(cpu, insn.reg()));
  }

  public static void highToLow(Cpu cpu, Insn insn) {
    Xmm.putLow(cpu, insn.reg(), Xmm.source(cpu, insn)[1]);
  }

  public static void high(Cpu cpu, Insn insn) {
    Xmm.putHigh(cpu, insn.reg(), Xmm.source(cpu, insn)[0]);
  }

  /** From memory: what is not loaded becomes zero. */
  public static void load(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    Xmm.put(cpu, insn.reg(), b[0], b[1]);
  }

  public static void loadQuad(Cpu cpu, Insn insn) {
    Xmm.put(cpu, insn.reg(), Xmm.source(cpu, insn)[0], 0);
  }

  public static void quadBack(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Xmm.put(cpu, insn.rm(), Xmm.low(cpu, insn.reg()), 0);
  }

  public static void storeLow(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Values.write(cpu, insn, 0, Xmm.low(cpu, insn.reg()));
  }

  public static void storeHigh(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    Values.write(cpu, insn, 0, Xmm.high(cpu, insn.reg()));
  }
}
