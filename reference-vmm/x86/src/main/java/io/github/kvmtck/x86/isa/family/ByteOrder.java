package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** MOVBE and CRC32, which share their opcodes. */
public final class ByteOrder {
  /** 11EDC6F41, reflected (SDM vol. 2, CRC32). */
  private static final long CASTAGNOLI = 0x82f6_3b78L;

  private ByteOrder() {}

  public static void define(Forms f) {
    f.write("0F 38 F0 /r    | MOVBE rv, mv | nfx MOVBE", ByteOrder::swapped);
    f.write("0F 38 F1 /r    | MOVBE mv, rv | nfx MOVBE", ByteOrder::swapped);
    f.whole("F2 0F 38 F0 /r | CRC32 ry, r/m8 | SSE4_2", ByteOrder::crc32);
    f.whole("F2 0F 38 F1 /r | CRC32 ry, r/mv | SSE4_2", ByteOrder::crc32);
  }

  public static long swapped(Cpu cpu, long a, int bits) {
    return Long.reverseBytes(a) >>> 64 - bits;
  }

  /** Bit by bit, lowest first; the upper half of a 64-bit destination is cleared. */
  public static void crc32(Cpu cpu, Insn insn) {
    long data = Values.read(cpu, insn, 1);
    long crc = cpu.get(insn.reg(), 32);
    int bits = insn.form().operands().get(1).bits(insn.bits());
    for (int i = 0; i < bits; i++) {
      boolean low = ((crc ^ data >>> i) & 1) != 0;
      crc = crc >>> 1 ^ (low ? CASTAGNOLI : 0);
    }
    cpu.put(insn.reg(), 64, crc);
  }
}
