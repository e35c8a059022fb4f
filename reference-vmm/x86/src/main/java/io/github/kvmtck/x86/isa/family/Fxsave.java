package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.FpuPointers;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/**
 * FXSAVE and FXRSTOR: x87, MMX and SSE state in 512 bytes, with pointers of 64 bits where REX.W
 * asks for them (SDM vol. 1, 10.5).
 */
public final class Fxsave {
  private static final int SIZE = 512;

  /** Bytes of the area that hold something. */
  private static final int USED = 416;

  private static final int REGISTERS = 32;
  private static final int XMM = 160;
  private static final long MXCSR_MASK = 0xffff;
  private static final long LOW = 0xffff_ffffL;

  private Fxsave() {}

  public static void define(Forms f) {
    f.whole("0F AE /0 | FXSAVE m512byte | np o16 o32 FXSR", Fxsave::fxsave);
    f.whole("0F AE /0 | FXSAVE64 m512byte | np o64 FXSR", Fxsave::fxsave);
    f.whole("0F AE /1 | FXRSTOR m512byte | np o16 o32 FXSR", Fxsave::fxrstor);
    f.whole("0F AE /1 | FXRSTOR64 m512byte | np o64 FXSR", Fxsave::fxrstor);
  }

  /** XMM8 to XMM15 are there in 64-bit mode only. */
  private static int length(Cpu cpu) {
    return cpu.segments.codeBits() == 64 ? USED : XMM + 8 * 16;
  }

  /** An address that is not canonical is found before one that is not aligned. */
  private static long area(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    long linear = cpu.segments.effectiveBase(insn.segment()) + at;
    if ((linear & 15) != 0) {
      boolean canonical = cpu.segments.codeBits() != 64 || cpu.control.canonical(linear);
      throw cpu.fault(canonical || insn.segment() != Segment.SS ? Vector.GP : Vector.SS, 0);
    }
    return at;
  }

  public static void fxsave(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = area(cpu, insn);
    int length = length(cpu);
    cpu.memory.probe(insn.segment(), at, SIZE);
    Fpu fpu = cpu.fpu;
    FpuPointers p = fpu.pointers;
    boolean wide = insn.bits() == 64;
    long words = fpu.controlWord() | (long) fpu.statusWord() << 16;
    words |= (long) fpu.abridgedTagWord() << 32 | (long) p.opcode() << 48;
    put(cpu, insn, at, words);
    put(cpu, insn, at + 8, wide ? p.instruction() : pointer(p.instruction(), p.codeSelector()));
    put(cpu, insn, at + 16, wide ? p.data() : pointer(p.data(), p.dataSelector()));
    put(cpu, insn, at + 24, cpu.vectors.mxcsr() & LOW | MXCSR_MASK << 32);
    for (int i = 0; i < 8; i++) {
      put(cpu, insn, at + REGISTERS + 16L * i, fpu.significand(i));
      put(cpu, insn, at + REGISTERS + 16L * i + 8, fpu.signExponent(i));
    }
    for (int i = XMM; i < length; i += 8) {
      put(cpu, insn, at + i, cpu.vectors.xmm[(i - XMM) / 8]);
    }
  }

  private static long pointer(long offset, int selector) {
    return offset & LOW | (long) selector << 32;
  }

  private static void put(Cpu cpu, Insn insn, long at, long value) {
    cpu.memory.store(insn.segment(), at, 64, value);
  }

  public static void fxrstor(Cpu cpu, Insn insn) {
    X87.available(cpu);
    long at = area(cpu, insn);
    var unused = cpu.memory.load8(insn.segment(), at + SIZE - 1);
    long[] area = new long[length(cpu) / 8];
    for (int i = 0; i < area.length; i++) {
      area[i] = cpu.memory.load64(insn.segment(), at + 8L * i);
    }
    if ((area[3] & LOW & ~MXCSR_MASK) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
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
    cpu.vectors.mxcsr((int) area[3]);
    System.arraycopy(area, XMM / 8, cpu.vectors.xmm, 0, area.length - XMM / 8);
  }
}
