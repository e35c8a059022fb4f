package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.LaneOrder;
import io.github.kvmtck.x86.lanes.LaneProduct;
import io.github.kvmtck.x86.lanes.Lanes;
import java.util.function.LongUnaryOperator;

/** Integer arithmetic that SSE4.1 and SSE4.2 add. */
public final class PackedSse41 {
  private PackedSse41() {}

  public static void define(Forms f) {
    widen(f, 0x20, 8, 16);
    widen(f, 0x21, 8, 32);
    widen(f, 0x22, 8, 64);
    widen(f, 0x23, 16, 32);
    widen(f, 0x24, 16, 64);
    widen(f, 0x25, 32, 64);
    two(f, 0x28, "PMULDQ", Packed.quads(LaneProduct::pmuldq));
    two(f, 0x29, "PCMPEQQ", Packed.quads(LaneOrder::pcmpeqq));
    two(f, 0x2b, "PACKUSDW", Packed.operands(LaneMove::packusdw));
    two(f, 0x38, "PMINSB", Packed.quads(LaneOrder::pminsb));
    two(f, 0x39, "PMINSD", Packed.quads(LaneOrder::pminsd));
    two(f, 0x3a, "PMINUW", Packed.quads(LaneOrder::pminuw));
    two(f, 0x3b, "PMINUD", Packed.quads(LaneOrder::pminud));
    two(f, 0x3c, "PMAXSB", Packed.quads(LaneOrder::pmaxsb));
    two(f, 0x3d, "PMAXSD", Packed.quads(LaneOrder::pmaxsd));
    two(f, 0x3e, "PMAXUW", Packed.quads(LaneOrder::pmaxuw));
    two(f, 0x3f, "PMAXUD", Packed.quads(LaneOrder::pmaxud));
    two(f, 0x40, "PMULLD", Packed.quads(LaneProduct::pmulld));
    two(f, 0x41, "PHMINPOSUW", PackedSse41::phminposuw);
    two(f, 0x17, "PTEST", PackedSse41::ptest);
    f.whole("66 0F 38 37 /r | PCMPGTQ xmm1, xmm2/m128 | SSE4_2", Packed.quads(LaneOrder::pcmpgtq));
    f.whole("66 0F 3A 42 /r ib | MPSADBW xmm1, xmm2/m128, imm8u | SSE4_1", PackedSse41::mpsadbw);
  }

  private static void two(Forms f, int opcode, String name, Semantics.Action action) {
    f.whole("66 0F 38 %02X /r | %s xmm1, xmm2/m128 | SSE4_1".formatted(opcode, name), action);
  }

  /** PMOVSX and PMOVZX from lanes of {@code from} to lanes of {@code to} bits. */
  private static void widen(Forms f, int opcode, int from, int to) {
    String letters = "" + letter(from) + letter(to);
    String operands = "xmm1, xmm2/m" + 128 * from / to;
    f.whole(
        "66 0F 38 %02X /r | PMOVSX%s %s | SSE4_1".formatted(opcode, letters, operands),
        Packed.widened(signed(from, to, 0), signed(from, to, 64 / to)));
    f.whole(
        "66 0F 38 %02X /r | PMOVZX%s %s | SSE4_1".formatted(opcode + 16, letters, operands),
        Packed.widened(unsigned(from, to, 0), unsigned(from, to, 64 / to)));
  }

  private static char letter(int bits) {
    return switch (bits) {
      case 8 -> 'B';
      case 16 -> 'W';
      case 32 -> 'D';
      default -> 'Q';
    };
  }

  private static LongUnaryOperator signed(int from, int to, int first) {
    return b -> {
      long result = 0;
      for (int i = 0; i < 64 / to; i++) {
        result |= Lanes.place(Lanes.signed(b, first + i, from), i, to);
      }
      return result;
    };
  }

  private static LongUnaryOperator unsigned(int from, int to, int first) {
    return b -> {
      long result = 0;
      for (int i = 0; i < 64 / to; i++) {
        result |= Lanes.place(Lanes.unsigned(b, first + i, from), i, to);
      }
      return result;
    };
  }

  /** The smallest word and, above it, where it is first. */
  public static void phminposuw(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long least = 0xffff;
    long where = 0;
    for (int i = 7; i >= 0; i--) {
      long word = Lanes.unsigned(b[i >> 2], i & 3, 16);
      if (word <= least) {
        least = word;
        where = i;
      }
    }
    Xmm.put(cpu, insn.reg(), where << 16 | least, 0);
  }

  /** ZF: no common bit. CF: the first has every bit of the second. The other flags are cleared. */
  public static void ptest(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long low = Xmm.low(cpu, insn.reg());
    long high = Xmm.high(cpu, insn.reg());
    boolean zero = (b[0] & low | b[1] & high) == 0;
    boolean carry = (b[0] & ~low | b[1] & ~high) == 0;
    cpu.flags.setArithmetic((zero ? Flags.ZF : 0) | (carry ? Flags.CF : 0));
  }

  /** Eight sums of four distances: a block of the second against eight places of the first. */
  public static void mpsadbw(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    int block = (int) insn.immediate() & 3;
    int from = (int) insn.immediate() & 4;
    long fixed = b[block >> 1] >>> 32 * (block & 1);
    long[] sums = new long[2];
    for (int i = 0; i < 8; i++) {
      long at = LaneMove.bytes(Xmm.low(cpu, to), Xmm.high(cpu, to), from + i);
      long sum = LaneProduct.psadbw(at & 0xffff_ffffL, fixed & 0xffff_ffffL);
      sums[i >> 2] |= Lanes.place(sum, i & 3, 16);
    }
    Xmm.put(cpu, to, sums[0], sums[1]);
  }
}
