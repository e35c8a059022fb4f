package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.lanes.Lanes;
import io.github.kvmtck.x86.lanes.Texts;

/** String comparison of SSE4.2. Memory need not be aligned. */
public final class PackedText {
  private PackedText() {}

  public static void define(Forms f) {
    f.whole("66 0F 3A 60 /r ib | PCMPESTRM xmm1, xmm2/m128, imm8u | SSE4_2", PackedText::pcmpestrm);
    f.whole("66 0F 3A 61 /r ib | PCMPESTRI xmm1, xmm2/m128, imm8u | SSE4_2", PackedText::pcmpestri);
    f.whole("66 0F 3A 62 /r ib | PCMPISTRM xmm1, xmm2/m128, imm8u | SSE4_2", PackedText::pcmpistrm);
    f.whole("66 0F 3A 63 /r ib | PCMPISTRI xmm1, xmm2/m128, imm8u | SSE4_2", PackedText::pcmpistri);
  }

  public static void pcmpestrm(Cpu cpu, Insn insn) {
    mask(cpu, insn, explicit(cpu, insn));
  }

  public static void pcmpestri(Cpu cpu, Insn insn) {
    index(cpu, insn, explicit(cpu, insn));
  }

  public static void pcmpistrm(Cpu cpu, Insn insn) {
    mask(cpu, insn, implicit(cpu, insn));
  }

  public static void pcmpistri(Cpu cpu, Insn insn) {
    index(cpu, insn, implicit(cpu, insn));
  }

  private static Texts texts(Cpu cpu, Insn insn) {
    long[] b = Xmm.unaligned(cpu, insn);
    long low = Xmm.low(cpu, insn.reg());
    return new Texts(low, Xmm.high(cpu, insn.reg()), b[0], b[1], (int) insn.immediate());
  }

  /** Lengths are in rAX and rDX: the magnitude counts. */
  private static int explicit(Cpu cpu, Insn insn) {
    Texts texts = texts(cpu, insn);
    boolean wide = insn.bits() == 64;
    long first = wide ? cpu.r[Gpr.RAX] : (int) cpu.r[Gpr.RAX];
    long second = wide ? cpu.r[Gpr.RDX] : (int) cpu.r[Gpr.RDX];
    return compare(cpu, texts, texts.length(first), texts.length(second));
  }

  private static int implicit(Cpu cpu, Insn insn) {
    Texts texts = texts(cpu, insn);
    return compare(cpu, texts, texts.firstLength(), texts.secondLength());
  }

  private static int compare(Cpu cpu, Texts texts, int first, int second) {
    int result = texts.compare(first, second);
    cpu.flags.setArithmetic(
        (result != 0 ? Flags.CF : 0)
            | (second < texts.count() ? Flags.ZF : 0)
            | (first < texts.count() ? Flags.SF : 0)
            | ((result & 1) != 0 ? Flags.OF : 0));
    return result;
  }

  /** The first or last one, or how many elements there are. */
  private static void index(Cpu cpu, Insn insn, int result) {
    boolean last = (insn.immediate() & 0x40) != 0;
    int count = (insn.immediate() & 1) == 0 ? 16 : 8;
    int found =
        last ? 31 - Integer.numberOfLeadingZeros(result) : Integer.numberOfTrailingZeros(result);
    cpu.put(Gpr.RCX, 32, result == 0 ? count : found);
  }

  /** A bit an element, or all ones in each. */
  private static void mask(Cpu cpu, Insn insn, int result) {
    if ((insn.immediate() & 0x40) == 0) {
      Xmm.put(cpu, 0, result, 0);
      return;
    }
    int bits = (insn.immediate() & 1) == 0 ? 8 : 16;
    Xmm.put(cpu, 0, spread(result, bits), spread(result >> 64 / bits, bits));
  }

  private static long spread(int result, int bits) {
    long quad = 0;
    for (int i = 0; i < 64 / bits; i++) {
      quad |= Lanes.place(-(result >> i & 1), i, bits);
    }
    return quad;
  }
}
