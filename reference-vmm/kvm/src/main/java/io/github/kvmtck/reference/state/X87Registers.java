package io.github.kvmtck.reference.state;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.x86.cpu.Fpu;
import java.lang.foreign.MemorySegment;

/** ST(0) to ST(7) as FXSAVE lays them out: 16 bytes each, of which ten are used. */
final class X87Registers {
  private static final long SIZE = 16;

  private X87Registers() {}

  static void get(Fpu fpu, MemorySegment out, long offset) {
    for (int i = 0; i < 8; i++) {
      Words.set(out, offset + i * SIZE, fpu.significand(i));
      out.set(JAVA_SHORT_UNALIGNED, offset + i * SIZE + 8, (short) fpu.signExponent(i));
    }
  }

  /** The status word is loaded before: it says which register is ST(0). */
  static void set(Fpu fpu, MemorySegment in, long offset, int abridgedTagWord) {
    for (int i = 0; i < 8; i++) {
      short signExponent = in.get(JAVA_SHORT_UNALIGNED, offset + i * SIZE + 8);
      fpu.put(i, signExponent, Words.get(in, offset + i * SIZE));
    }
    fpu.abridgedTagWord(abridgedTagWord);
  }
}
