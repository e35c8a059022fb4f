package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.isa.Forms;

/** POPCNT, LZCNT, TZCNT: without the feature the latter two are BSR and BSF. */
public final class BitCount {
  private BitCount() {}

  public static void define(Forms f) {
    f.write("F3 0F B8 /r | POPCNT rv, r/mv | POPCNT", BitCount::popcnt);
    f.write("F3 0F BC /r | TZCNT rv, r/mv | BMI1", BitCount::tzcnt);
    f.write("F3 0F BD /r | LZCNT rv, r/mv | LZCNT", BitCount::lzcnt);
  }

  /** All flags but ZF are cleared; ZF is of the source, which is of the count. */
  public static long popcnt(Cpu cpu, long a, int bits) {
    cpu.flags.setArithmetic(a == 0 ? Flags.ZF : 0);
    return Long.bitCount(a);
  }

  /** CF: there is no one. OF, SF, AF, PF are undefined. */
  public static long tzcnt(Cpu cpu, long a, int bits) {
    return counted(cpu, a == 0 ? bits : Long.numberOfTrailingZeros(a), bits);
  }

  public static long lzcnt(Cpu cpu, long a, int bits) {
    return counted(cpu, Long.numberOfLeadingZeros(a) - (64 - bits), bits);
  }

  private static long counted(Cpu cpu, int count, int bits) {
    cpu.flags.result(count, bits, count == bits, false, false);
    return count;
  }
}
