package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.lanes.LaneMove;
import io.github.kvmtck.x86.lanes.LaneShift;
import java.util.function.LongBinaryOperator;

/** Shifts of SSE2: of lanes, and of a whole register by bytes. */
public final class PackedShift {
  private PackedShift() {}

  public static void define(Forms f) {
    both(f, 0xd1, 0x71, 2, "PSRLW", LaneShift::psrlw);
    both(f, 0xd2, 0x72, 2, "PSRLD", LaneShift::psrld);
    both(f, 0xd3, 0x73, 2, "PSRLQ", LaneShift::psrlq);
    both(f, 0xe1, 0x71, 4, "PSRAW", LaneShift::psraw);
    both(f, 0xe2, 0x72, 4, "PSRAD", LaneShift::psrad);
    both(f, 0xf1, 0x71, 6, "PSLLW", LaneShift::psllw);
    both(f, 0xf2, 0x72, 6, "PSLLD", LaneShift::pslld);
    both(f, 0xf3, 0x73, 6, "PSLLQ", LaneShift::psllq);
    f.whole("66 0F 73 /3 ib | PSRLDQ xmm2, imm8u | SSE2", PackedShift::psrldq);
    f.whole("66 0F 73 /7 ib | PSLLDQ xmm2, imm8u | SSE2", PackedShift::pslldq);
  }

  /** By a count in a register or memory, and by an immediate. */
  private static void both(
      Forms f, int opcode, int group, int n, String name, LongBinaryOperator of) {
    f.whole(
        "66 0F %02X /r | %s xmm1, xmm2/m128 | SSE2".formatted(opcode, name), Packed.counted(of));
    f.whole(
        "66 0F %02X /%d ib | %s xmm2, imm8u | SSE2".formatted(group, n, name),
        Packed.immediate(of));
  }

  public static void psrldq(Cpu cpu, Insn insn) {
    long[] a = Xmm.source(cpu, insn);
    int n = insn.immediate() > 15 ? 16 : (int) insn.immediate();
    Xmm.put(cpu, insn.rm(), LaneMove.bytes(a[0], a[1], n), LaneMove.bytes(a[1], 0, n));
  }

  public static void pslldq(Cpu cpu, Insn insn) {
    long[] a = Xmm.source(cpu, insn);
    int n = insn.immediate() > 15 ? 16 : (int) insn.immediate();
    Xmm.put(cpu, insn.rm(), LaneMove.bytes(a[0], 0, -n), LaneMove.bytes(a[0], a[1], 8 - n));
  }
}
