package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.FpuPointers;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Insn;
import java.util.Arrays;

/**
 * The 512 bytes of FXSAVE, with which an XSAVE area begins: x87 and MMX state, MXCSR, XMM registers
 * (SDM vol. 1, 10.5.1 and 13.4.1). Pointers have 64 bits where REX.W asks for them.
 */
final class LegacyRegion {
  static final int SIZE = 512;

  /** Index of the quadword that MXCSR and its mask are in. */
  private static final int MXCSR = 3;

  private static final int REGISTERS = 32;
  private static final int XMM = 160;
  private static final long MXCSR_MASK = 0xffff;
  private static final long LOW = 0xffff_ffffL;

  private LegacyRegion() {}

  /** Bytes of XMM registers: 8 to 15 are there in 64-bit mode only. */
  private static int xmmLength(Cpu cpu) {
    return cpu.segments.codeBits() == 64 ? 16 * 16 : 8 * 16;
  }

  static void storeX87(Cpu cpu, Insn insn, long at) {
    Fpu fpu = cpu.fpu;
    FpuPointers p = fpu.pointers;
    boolean wide = insn.bits() == 64;
    long words = fpu.controlWord() | (long) fpu.statusWord() << 16;
    words |= (long) fpu.abridgedTagWord() << 32 | (long) p.opcode() << 48;
    put(cpu, insn, at, words);
    put(cpu, insn, at + 8, wide ? p.instruction() : pointer(p.instruction(), p.codeSelector()));
    put(cpu, insn, at + 16, wide ? p.data() : pointer(p.data(), p.dataSelector()));
    for (int i = 0; i < 8; i++) {
      put(cpu, insn, at + REGISTERS + 16L * i, fpu.significand(i));
      put(cpu, insn, at + REGISTERS + 16L * i + 8, fpu.signExponent(i));
    }
  }

  private static long pointer(long offset, int selector) {
    return offset & LOW | (long) selector << 32;
  }

  static void storeMxcsr(Cpu cpu, Insn insn, long at) {
    put(cpu, insn, at + 8L * MXCSR, cpu.vectors.mxcsr() & LOW | MXCSR_MASK << 32);
  }

  static void storeXmm(Cpu cpu, Insn insn, long at) {
    for (int i = 0; i < xmmLength(cpu); i += 8) {
      put(cpu, insn, at + XMM + i, cpu.vectors.xmm[i / 8]);
    }
  }

  private static void put(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 64, value);
  }

  /** Reads an area, before anything of it is loaded. */
  static long[] read(Cpu cpu, Insn insn, long at, int size) {
    var unused = cpu.memory.load8(insn.segment(), at + size - 1);
    long[] area = new long[size / 8];
    for (int i = 0; i < area.length; i++) {
      area[i] = cpu.memory.load64(insn.segment(), at + 8L * i);
    }
    return area;
  }

  static void loadX87(Cpu cpu, Insn insn, long[] area) {
    Fpu fpu = cpu.fpu;
    fpu.controlWord((int) area[0]);
    fpu.statusWord((int) (area[0] >>> 16));
    for (int i = 0; i < 8; i++) {
      fpu.put(i, (int) area[REGISTERS / 8 + 2 * i + 1], area[REGISTERS / 8 + 2 * i]);
    }
    fpu.abridgedTagWord((int) (area[0] >>> 32));
    boolean wide = insn.bits() == 64;
    fpu.pointers.opcode((int) (area[0] >>> 48));
    fpu.pointers.instruction(wide ? 0 : (int) (area[1] >>> 32), wide ? area[1] : area[1] & LOW);
    fpu.pointers.data(wide ? 0 : (int) (area[2] >>> 32), wide ? area[2] : area[2] & LOW);
  }

  /** Raises #GP for bits that MXCSR does not have: call before anything is loaded. */
  static void checkMxcsr(Cpu cpu, long[] area) {
    if ((area[MXCSR] & LOW & ~MXCSR_MASK) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  static void loadMxcsr(Cpu cpu, long[] area) {
    cpu.vectors.mxcsr((int) area[MXCSR]);
  }

  static void loadXmm(Cpu cpu, long[] area) {
    System.arraycopy(area, XMM / 8, cpu.vectors.xmm, 0, xmmLength(cpu) / 8);
  }

  /** The XMM registers that the mode has become zero. */
  static void clearXmm(Cpu cpu) {
    Arrays.fill(cpu.vectors.xmm, 0, xmmLength(cpu) / 8, 0);
  }
}
