package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.LaneProduct;
import io.github.kvmtck.x86.lanes.Lanes;

/** SSSE3: sums of neighbours, signs, a shuffle of bytes. */
public final class PackedSsse3 {
  private PackedSsse3() {}

  public static void define(Forms f) {
    two(f, 0x00, "PSHUFB", PackedSsse3::pshufb);
    two(f, 0x01, "PHADDW", Packed.operands(LaneMove::phaddw));
    two(f, 0x02, "PHADDD", Packed.operands(LaneMove::phaddd));
    two(f, 0x03, "PHADDSW", Packed.operands(LaneMove::phaddsw));
    two(f, 0x04, "PMADDUBSW", Packed.quads(LaneProduct::pmaddubsw));
    two(f, 0x05, "PHSUBW", Packed.operands(LaneMove::phsubw));
    two(f, 0x06, "PHSUBD", Packed.operands(LaneMove::phsubd));
    two(f, 0x07, "PHSUBSW", Packed.operands(LaneMove::phsubsw));
    two(f, 0x08, "PSIGNB", Packed.quads(Lanes::psignb));
    two(f, 0x09, "PSIGNW", Packed.quads(Lanes::psignw));
    two(f, 0x0a, "PSIGND", Packed.quads(Lanes::psignd));
    two(f, 0x0b, "PMULHRSW", Packed.quads(LaneProduct::pmulhrsw));
    two(f, 0x1c, "PABSB", Packed.quads(Lanes::pabsb));
    two(f, 0x1d, "PABSW", Packed.quads(Lanes::pabsw));
    two(f, 0x1e, "PABSD", Packed.quads(Lanes::pabsd));
    f.whole("66 0F 3A 0F /r ib | PALIGNR xmm1, xmm2/m128, imm8u | SSSE3", PackedSsse3::palignr);
  }

  private static void two(Forms f, int opcode, String name, Semantics.Action action) {
    f.whole("66 0F 38 %02X /r | %s xmm1, xmm2/m128 | SSSE3".formatted(opcode, name), action);
  }

  public static void pshufb(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    long low = Xmm.low(cpu, insn.reg());
    long high = Xmm.high(cpu, insn.reg());
    long first = LaneMove.shuffleBytes(low, high, b[0], 16);
    Xmm.put(cpu, insn.reg(), first, LaneMove.shuffleBytes(low, high, b[1], 16));
  }

  /** 16 of 32 bytes, of which the first operand is the upper half. */
  public static void palignr(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int to = insn.reg();
    int n = (int) insn.immediate();
    long low = Xmm.low(cpu, to);
    long high = Xmm.high(cpu, to);
    long first = LaneMove.bytes(b[0], b[1], n) | LaneMove.bytes(low, high, n - 16);
    long second = LaneMove.bytes(b[0], b[1], n + 8) | LaneMove.bytes(low, high, n - 8);
    Xmm.put(cpu, to, first, second);
  }
}
