package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** Arithmetic across numbers of one register: SSE3's, and the dot products of SSE4.1. */
public final class SseHorizontal {
  private static final Format SINGLE = Format.SINGLE;
  private static final Format DOUBLE = Format.DOUBLE;

  private SseHorizontal() {}

  public static void define(Forms f) {
    f.whole("66 0F 7C /r | HADDPD xmm1, xmm2/m128 | SSE3", doubles(Arithmetic::add));
    f.whole("F2 0F 7C /r | HADDPS xmm1, xmm2/m128 | SSE3", singles(Arithmetic::add));
    f.whole("66 0F 7D /r | HSUBPD xmm1, xmm2/m128 | SSE3", doubles(Arithmetic::subtract));
    f.whole("F2 0F 7D /r | HSUBPS xmm1, xmm2/m128 | SSE3", singles(Arithmetic::subtract));
    f.whole("66 0F D0 /r | ADDSUBPD xmm1, xmm2/m128 | SSE3", SseHorizontal::addsubpd);
    f.whole("F2 0F D0 /r | ADDSUBPS xmm1, xmm2/m128 | SSE3", SseHorizontal::addsubps);
    f.whole("66 0F 3A 40 /r ib | DPPS xmm1, xmm2/m128, imm8u | SSE4_1", SseHorizontal::dpps);
    f.whole("66 0F 3A 41 /r ib | DPPD xmm1, xmm2/m128, imm8u | SSE4_1", SseHorizontal::dppd);
  }

  private static Semantics.Action doubles(Floats.Two op) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      Arithmetic x = Floats.start(cpu);
      long low = op.apply(x, DOUBLE, Xmm.low(cpu, to), Xmm.high(cpu, to));
      long high = op.apply(x, DOUBLE, b[0], b[1]);
      Floats.finish(cpu);
      Xmm.put(cpu, to, low, high);
    };
  }

  /** The lower number of a quadword with the upper one. */
  private static long pair(Arithmetic x, Floats.Two op, long quad) {
    return op.apply(x, SINGLE, Floats.low(SINGLE, quad), quad >>> 32);
  }

  private static Semantics.Action singles(Floats.Two op) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      Arithmetic x = Floats.start(cpu);
      long low = pair(x, op, Xmm.low(cpu, to)) | pair(x, op, Xmm.high(cpu, to)) << 32;
      long high = pair(x, op, b[0]) | pair(x, op, b[1]) << 32;
      Floats.finish(cpu);
      Xmm.put(cpu, to, low, high);
    };
  }

  /** The even number is a difference, the odd one a sum. */
  public static void addsubpd(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    Arithmetic x = Floats.start(cpu);
    long low = x.subtract(DOUBLE, Xmm.low(cpu, to), b[0]);
    long high = x.add(DOUBLE, Xmm.high(cpu, to), b[1]);
    Floats.finish(cpu);
    Xmm.put(cpu, to, low, high);
  }

  private static long differenceAndSum(Arithmetic x, long a, long b) {
    long low = x.subtract(SINGLE, Floats.low(SINGLE, a), Floats.low(SINGLE, b));
    return low | x.add(SINGLE, a >>> 32, b >>> 32) << 32;
  }

  public static void addsubps(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    Arithmetic x = Floats.start(cpu);
    long low = differenceAndSum(x, Xmm.low(cpu, to), b[0]);
    long high = differenceAndSum(x, Xmm.high(cpu, to), b[1]);
    Floats.finish(cpu);
    Xmm.put(cpu, to, low, high);
  }

  /**
   * The upper half of the immediate says which products count, the lower half where they go. An
   * exception that is not masked ends it after products, or sums of two, or the sum of all.
   */
  public static void dpps(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    int order = (int) insn.immediate();
    Arithmetic x = Floats.start(cpu);
    long[] products = new long[4];
    for (int i = 0; i < 4; i++) {
      long a = Xmm.lane(cpu, to, 32, i);
      long other = Floats.low(SINGLE, b[i >> 1] >>> 32 * (i & 1));
      products[i] = (order >> 4 + i & 1) != 0 ? x.multiply(SINGLE, a, other) : 0;
    }
    Floats.finish(cpu);
    long low = x.add(SINGLE, products[0], products[1]);
    long high = x.add(SINGLE, products[2], products[3]);
    Floats.finish(cpu);
    long sum = x.add(SINGLE, low, high);
    Floats.finish(cpu);
    for (int i = 0; i < 4; i++) {
      Xmm.insert(cpu, to, 32, i, (order >> i & 1) != 0 ? sum : 0);
    }
  }

  public static void dppd(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    int order = (int) insn.immediate();
    Arithmetic x = Floats.start(cpu);
    long low = (order & 0x10) != 0 ? x.multiply(DOUBLE, Xmm.low(cpu, to), b[0]) : 0;
    long high = (order & 0x20) != 0 ? x.multiply(DOUBLE, Xmm.high(cpu, to), b[1]) : 0;
    Floats.finish(cpu);
    long sum = x.add(DOUBLE, low, high);
    Floats.finish(cpu);
    Xmm.put(cpu, to, (order & 1) != 0 ? sum : 0, (order & 2) != 0 ? sum : 0);
  }
}
