package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.LaneOrder;
import io.github.kvmtck.x86.lanes.LaneProduct;
import io.github.kvmtck.x86.lanes.LaneShift;
import io.github.kvmtck.x86.lanes.Lanes;
import java.util.function.LongBinaryOperator;

/** Integer arithmetic of MMX, and what SSE, SSE2 and SSSE3 added to it, on lanes. */
public final class MmxInteger {
  private MmxInteger() {}

  public static void define(Forms f) {
    f.whole("0F 60 /r | PUNPCKLBW mm1, mm2/m32 | np MMX", Mm.both(LaneMove::punpcklbw));
    f.whole("0F 61 /r | PUNPCKLWD mm1, mm2/m32 | np MMX", Mm.both(LaneMove::punpcklwd));
    f.whole("0F 62 /r | PUNPCKLDQ mm1, mm2/m32 | np MMX", Mm.both(LaneMove::punpckldq));
    mmx(f, 0x63, "PACKSSWB", LaneMove::packsswb);
    mmx(f, 0x64, "PCMPGTB", LaneOrder::pcmpgtb);
    mmx(f, 0x65, "PCMPGTW", LaneOrder::pcmpgtw);
    mmx(f, 0x66, "PCMPGTD", LaneOrder::pcmpgtd);
    mmx(f, 0x67, "PACKUSWB", LaneMove::packuswb);
    mmx(f, 0x68, "PUNPCKHBW", LaneMove::punpckhbw);
    mmx(f, 0x69, "PUNPCKHWD", LaneMove::punpckhwd);
    mmx(f, 0x6a, "PUNPCKHDQ", LaneMove::punpckhdq);
    mmx(f, 0x6b, "PACKSSDW", LaneMove::packssdw);
    mmx(f, 0x74, "PCMPEQB", LaneOrder::pcmpeqb);
    mmx(f, 0x75, "PCMPEQW", LaneOrder::pcmpeqw);
    mmx(f, 0x76, "PCMPEQD", LaneOrder::pcmpeqd);
    shift(f, 0xd1, 0x71, 2, "PSRLW", LaneShift::psrlw);
    shift(f, 0xd2, 0x72, 2, "PSRLD", LaneShift::psrld);
    shift(f, 0xd3, 0x73, 2, "PSRLQ", LaneShift::psrlq);
    shift(f, 0xe1, 0x71, 4, "PSRAW", LaneShift::psraw);
    shift(f, 0xe2, 0x72, 4, "PSRAD", LaneShift::psrad);
    shift(f, 0xf1, 0x71, 6, "PSLLW", LaneShift::psllw);
    shift(f, 0xf2, 0x72, 6, "PSLLD", LaneShift::pslld);
    shift(f, 0xf3, 0x73, 6, "PSLLQ", LaneShift::psllq);
    form(f, 0xd4, "PADDQ", "SSE2", Lanes::paddq);
    mmx(f, 0xd5, "PMULLW", LaneProduct::pmullw);
    mmx(f, 0xd8, "PSUBUSB", Lanes::psubusb);
    mmx(f, 0xd9, "PSUBUSW", Lanes::psubusw);
    form(f, 0xda, "PMINUB", "SSE", LaneOrder::pminub);
    mmx(f, 0xdb, "PAND", Lanes::pand);
    mmx(f, 0xdc, "PADDUSB", Lanes::paddusb);
    mmx(f, 0xdd, "PADDUSW", Lanes::paddusw);
    form(f, 0xde, "PMAXUB", "SSE", LaneOrder::pmaxub);
    mmx(f, 0xdf, "PANDN", Lanes::pandn);
    form(f, 0xe0, "PAVGB", "SSE", Lanes::pavgb);
    form(f, 0xe3, "PAVGW", "SSE", Lanes::pavgw);
    form(f, 0xe4, "PMULHUW", "SSE", LaneProduct::pmulhuw);
    mmx(f, 0xe5, "PMULHW", LaneProduct::pmulhw);
    mmx(f, 0xe8, "PSUBSB", Lanes::psubsb);
    mmx(f, 0xe9, "PSUBSW", Lanes::psubsw);
    form(f, 0xea, "PMINSW", "SSE", LaneOrder::pminsw);
    mmx(f, 0xeb, "POR", Lanes::por);
    mmx(f, 0xec, "PADDSB", Lanes::paddsb);
    mmx(f, 0xed, "PADDSW", Lanes::paddsw);
    form(f, 0xee, "PMAXSW", "SSE", LaneOrder::pmaxsw);
    mmx(f, 0xef, "PXOR", Lanes::pxor);
    form(f, 0xf4, "PMULUDQ", "SSE2", LaneProduct::pmuludq);
    mmx(f, 0xf5, "PMADDWD", LaneProduct::pmaddwd);
    form(f, 0xf6, "PSADBW", "SSE", LaneProduct::psadbw);
    mmx(f, 0xf8, "PSUBB", Lanes::psubb);
    mmx(f, 0xf9, "PSUBW", Lanes::psubw);
    mmx(f, 0xfa, "PSUBD", Lanes::psubd);
    form(f, 0xfb, "PSUBQ", "SSE2", Lanes::psubq);
    mmx(f, 0xfc, "PADDB", Lanes::paddb);
    mmx(f, 0xfd, "PADDW", Lanes::paddw);
    mmx(f, 0xfe, "PADDD", Lanes::paddd);
    ssse3(f, 0x00, "PSHUFB", (a, order) -> LaneMove.shuffleBytes(a, 0, order, 8));
    ssse3(f, 0x01, "PHADDW", LaneMove::phaddw);
    ssse3(f, 0x02, "PHADDD", LaneMove::phaddd);
    ssse3(f, 0x03, "PHADDSW", LaneMove::phaddsw);
    ssse3(f, 0x04, "PMADDUBSW", LaneProduct::pmaddubsw);
    ssse3(f, 0x05, "PHSUBW", LaneMove::phsubw);
    ssse3(f, 0x06, "PHSUBD", LaneMove::phsubd);
    ssse3(f, 0x07, "PHSUBSW", LaneMove::phsubsw);
    ssse3(f, 0x08, "PSIGNB", Lanes::psignb);
    ssse3(f, 0x09, "PSIGNW", Lanes::psignw);
    ssse3(f, 0x0a, "PSIGND", Lanes::psignd);
    ssse3(f, 0x0b, "PMULHRSW", LaneProduct::pmulhrsw);
    ssse3(f, 0x1c, "PABSB", Lanes::pabsb);
    ssse3(f, 0x1d, "PABSW", Lanes::pabsw);
    ssse3(f, 0x1e, "PABSD", Lanes::pabsd);
    f.whole(
        "0F 3A 0F /r ib | PALIGNR mm1, mm2/m64, imm8u | np SSSE3",
        (cpu, insn) -> {
          long low = Mm.source(cpu, insn);
          long high = Mm.first(cpu, insn);
          Mm.put(cpu, insn.reg(), LaneMove.bytes(low, high, (int) insn.immediate()));
        });
  }

  private static void mmx(Forms f, int opcode, String name, LongBinaryOperator of) {
    form(f, opcode, name, "MMX", of);
  }

  private static void form(
      Forms f, int opcode, String name, String feature, LongBinaryOperator of) {
    String line = "0F %02X /r | %s mm1, mm2/m64 | np %s".formatted(opcode, name, feature);
    f.whole(line, Mm.both(of));
  }

  private static void ssse3(Forms f, int opcode, String name, LongBinaryOperator of) {
    f.whole("0F 38 %02X /r | %s mm1, mm2/m64 | np SSSE3".formatted(opcode, name), Mm.both(of));
  }

  /** By a count in a register or memory, and by an immediate. */
  private static void shift(
      Forms f, int opcode, int group, int n, String name, LongBinaryOperator of) {
    mmx(f, opcode, name, of);
    String line = "0F %02X /%d ib | %s mm2, imm8u | np MMX".formatted(group, n, name);
    f.whole(line, Mm.immediate(of));
  }
}
