package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.LaneOrder;
import io.github.kvmtck.x86.lanes.LaneProduct;
import io.github.kvmtck.x86.lanes.Lanes;
import java.util.function.LongBinaryOperator;

/** Integer arithmetic of SSE2 on lanes. */
public final class PackedInteger {
  private PackedInteger() {}

  public static void define(Forms f) {
    interleave(f, 0x60, "PUNPCKLBW", "PUNPCKHBW", LaneMove::punpcklbw, LaneMove::punpckhbw);
    interleave(f, 0x61, "PUNPCKLWD", "PUNPCKHWD", LaneMove::punpcklwd, LaneMove::punpckhwd);
    interleave(f, 0x62, "PUNPCKLDQ", "PUNPCKHDQ", LaneMove::punpckldq, LaneMove::punpckhdq);
    f.whole(
        "66 0F 6C /r | PUNPCKLQDQ xmm1, xmm2/m128 | SSE2", Packed.lows((a, b) -> a, (a, b) -> b));
    f.whole(
        "66 0F 6D /r | PUNPCKHQDQ xmm1, xmm2/m128 | SSE2", Packed.highs((a, b) -> a, (a, b) -> b));
    pack(f, 0x63, "PACKSSWB", LaneMove::packsswb);
    pack(f, 0x67, "PACKUSWB", LaneMove::packuswb);
    pack(f, 0x6b, "PACKSSDW", LaneMove::packssdw);
    quads(f, 0x64, "PCMPGTB", LaneOrder::pcmpgtb);
    quads(f, 0x65, "PCMPGTW", LaneOrder::pcmpgtw);
    quads(f, 0x66, "PCMPGTD", LaneOrder::pcmpgtd);
    quads(f, 0x74, "PCMPEQB", LaneOrder::pcmpeqb);
    quads(f, 0x75, "PCMPEQW", LaneOrder::pcmpeqw);
    quads(f, 0x76, "PCMPEQD", LaneOrder::pcmpeqd);
    quads(f, 0xd4, "PADDQ", Lanes::paddq);
    quads(f, 0xd5, "PMULLW", LaneProduct::pmullw);
    quads(f, 0xd8, "PSUBUSB", Lanes::psubusb);
    quads(f, 0xd9, "PSUBUSW", Lanes::psubusw);
    quads(f, 0xda, "PMINUB", LaneOrder::pminub);
    quads(f, 0xdb, "PAND", Lanes::pand);
    quads(f, 0xdc, "PADDUSB", Lanes::paddusb);
    quads(f, 0xdd, "PADDUSW", Lanes::paddusw);
    quads(f, 0xde, "PMAXUB", LaneOrder::pmaxub);
    quads(f, 0xdf, "PANDN", Lanes::pandn);
    quads(f, 0xe0, "PAVGB", Lanes::pavgb);
    quads(f, 0xe3, "PAVGW", Lanes::pavgw);
    quads(f, 0xe4, "PMULHUW", LaneProduct::pmulhuw);
    quads(f, 0xe5, "PMULHW", LaneProduct::pmulhw);
    quads(f, 0xe8, "PSUBSB", Lanes::psubsb);
    quads(f, 0xe9, "PSUBSW", Lanes::psubsw);
    quads(f, 0xea, "PMINSW", LaneOrder::pminsw);
    quads(f, 0xeb, "POR", Lanes::por);
    quads(f, 0xec, "PADDSB", Lanes::paddsb);
    quads(f, 0xed, "PADDSW", Lanes::paddsw);
    quads(f, 0xee, "PMAXSW", LaneOrder::pmaxsw);
    quads(f, 0xef, "PXOR", Lanes::pxor);
    quads(f, 0xf4, "PMULUDQ", LaneProduct::pmuludq);
    quads(f, 0xf5, "PMADDWD", LaneProduct::pmaddwd);
    quads(f, 0xf6, "PSADBW", LaneProduct::psadbw);
    quads(f, 0xf8, "PSUBB", Lanes::psubb);
    quads(f, 0xf9, "PSUBW", Lanes::psubw);
    quads(f, 0xfa, "PSUBD", Lanes::psubd);
    quads(f, 0xfb, "PSUBQ", Lanes::psubq);
    quads(f, 0xfc, "PADDB", Lanes::paddb);
    quads(f, 0xfd, "PADDW", Lanes::paddw);
    quads(f, 0xfe, "PADDD", Lanes::paddd);
  }

  private static void quads(Forms f, int opcode, String name, LongBinaryOperator of) {
    f.whole("66 0F %02X /r | %s xmm1, xmm2/m128 | SSE2".formatted(opcode, name), Packed.quads(of));
  }

  private static void pack(Forms f, int opcode, String name, LongBinaryOperator of) {
    f.whole(
        "66 0F %02X /r | %s xmm1, xmm2/m128 | SSE2".formatted(opcode, name), Packed.operands(of));
  }

  /** The unpacking of low quadwords, and eight opcodes further that of high ones. */
  private static void interleave(
      Forms f,
      int opcode,
      String low,
      String high,
      LongBinaryOperator first,
      LongBinaryOperator second) {
    f.whole(
        "66 0F %02X /r | %s xmm1, xmm2/m128 | SSE2".formatted(opcode, low),
        Packed.lows(first, second));
    f.whole(
        "66 0F %02X /r | %s xmm1, xmm2/m128 | SSE2".formatted(opcode + 8, high),
        Packed.highs(first, second));
  }
}
