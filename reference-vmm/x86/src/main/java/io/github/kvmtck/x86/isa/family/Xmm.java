package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;

/** Operands of SSE instructions. */
final class Xmm {
  private Xmm() {}

  /** SDM vol. 3, table 15-1: #UD without OSFXSR or with EM, then #NM with TS. */
  static void available(Cpu cpu) {
    boolean enabled = (cpu.control.cr4() & Control.CR4_OSFXSR) != 0;
    if (!enabled || (cpu.control.cr0() & Control.CR0_EM) != 0) {
      throw cpu.fault(Vector.UD);
    }
    if ((cpu.control.cr0() & Control.CR0_TS) != 0) {
      throw cpu.fault(Vector.NM);
    }
  }

  /** Address of a memory operand that must be aligned to 16 bytes (SDM vol. 2, table 2-21). */
  static long aligned(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    if ((cpu.segments.effectiveBase(insn.segment()) + at & 15) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    return at;
  }

  /**
   * The operand in ModRM.rm, low quadword first: a register whole, 16 bytes of memory aligned, less
   * of memory zero-extended.
   */
  static long[] source(Cpu cpu, Insn insn) {
    available(cpu);
    long[] source = cpu.vectors.source;
    if (!insn.memory()) {
      source[0] = cpu.vectors.xmm[2 * insn.rm()];
      source[1] = cpu.vectors.xmm[2 * insn.rm() + 1];
      return source;
    }
    Operand operand = insn.form().operands().get(1);
    if (operand.size() == Operand.Size.X) {
      // What is aligned lies in one page: both halves can be read or neither.
      long at = aligned(cpu, insn);
      source[0] = cpu.memory.load64(insn.segment(), at);
      source[1] = cpu.memory.load64(insn.segment(), at + 8);
    } else {
      source[0] = cpu.memory.load(insn.segment(), insn.address(cpu), operand.bits(insn.bits()));
      source[1] = 0;
    }
    return source;
  }

  /** The operand in ModRM.rm, all 16 bytes of it, aligned or not. */
  static long[] unaligned(Cpu cpu, Insn insn) {
    if (!insn.memory()) {
      return source(cpu, insn);
    }
    available(cpu);
    cpu.memory.wide.load(insn.segment(), insn.address(cpu), cpu.vectors.source, 0);
    return cpu.vectors.source;
  }

  static long low(Cpu cpu, int register) {
    return cpu.vectors.xmm[2 * register];
  }

  static long high(Cpu cpu, int register) {
    return cpu.vectors.xmm[2 * register + 1];
  }

  static void put(Cpu cpu, int register, long low, long high) {
    cpu.vectors.xmm[2 * register] = low;
    cpu.vectors.xmm[2 * register + 1] = high;
  }

  /** Lane {@code n}, counted round, of {@code bits} each. */
  static long lane(Cpu cpu, int register, int bits, long n) {
    int at = (int) n * bits & 127;
    return cpu.vectors.xmm[2 * register + (at >> 6)] >>> at << 64 - bits >>> 64 - bits;
  }

  /** Replaces lane {@code n}, counted round. */
  static void insert(Cpu cpu, int register, int bits, long n, long value) {
    int at = (int) n * bits & 127;
    long mask = -1L >>> 64 - bits << at;
    int i = 2 * register + (at >> 6);
    cpu.vectors.xmm[i] = cpu.vectors.xmm[i] & ~mask | value << at & mask;
  }

  static void putLow(Cpu cpu, int register, long low) {
    cpu.vectors.xmm[2 * register] = low;
  }

  static void putHigh(Cpu cpu, int register, long high) {
    cpu.vectors.xmm[2 * register + 1] = high;
  }
}
