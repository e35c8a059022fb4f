package io.github.kvmtck.reference.state;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Vectors;
import java.lang.foreign.MemorySegment;

/** struct kvm_xsave: the XSAVE area with x87 and SSE (SDM vol. 1, 13.4). */
public final class Xsave {
  /** sizeof(struct kvm_xsave). */
  public static final long SIZE = 4096;

  private static final long FCW = 0;
  private static final long FSW = 2;
  private static final long FTW = 4;
  private static final long FOP = 6;
  private static final long IP = 8;
  private static final long DP = 16;
  private static final long MXCSR = 24;
  private static final long MXCSR_MASK = 28;
  private static final long ST = 32;
  private static final long XMM = 160;
  private static final long XSTATE_BV = 512;
  private static final long XCOMP_BV = 520;
  private static final long HEADER_END = 576;
  private static final int ALL_MXCSR_BITS = 0xffff;
  private static final long X87_AND_SSE = 3;

  private Xsave() {}

  /** {@code out} is zero before. */
  public static void get(Vcpu vcpu, MemorySegment out) {
    Vectors vectors = vcpu.cpu().vectors;
    Fpu fpu = vcpu.cpu().fpu;
    out.set(JAVA_SHORT_UNALIGNED, FCW, (short) fpu.controlWord());
    out.set(JAVA_SHORT_UNALIGNED, FSW, (short) fpu.statusWord());
    out.set(JAVA_BYTE, FTW, (byte) fpu.abridgedTagWord());
    out.set(JAVA_SHORT_UNALIGNED, FOP, (short) fpu.pointers.opcode());
    Words.set(out, IP, fpu.pointers.instruction());
    Words.set(out, DP, fpu.pointers.data());
    out.set(JAVA_INT_UNALIGNED, MXCSR, vectors.mxcsr());
    out.set(JAVA_INT_UNALIGNED, MXCSR_MASK, ALL_MXCSR_BITS);
    X87Registers.get(fpu, out, ST);
    FpuFields.getXmm(vectors, out, XMM);
    Words.set(out, XSTATE_BV, X87_AND_SSE);
  }

  /**
   * Loads the area; what XSTATE_BV does not name gets its initial state.
   *
   * @return false for a component or format that the host does not have, or reserved MXCSR bits
   */
  public static boolean set(Vcpu vcpu, MemorySegment in) {
    long present = Words.get(in, XSTATE_BV);
    int mxcsr = in.get(JAVA_INT_UNALIGNED, MXCSR);
    if ((present & ~X87_AND_SSE) != 0 || (mxcsr & ~ALL_MXCSR_BITS) != 0 || !standard(in)) {
      return false;
    }
    Vectors vectors = vcpu.cpu().vectors;
    Fpu fpu = vcpu.cpu().fpu;
    if ((present & 1) != 0) {
      fpu.controlWord(in.get(JAVA_SHORT_UNALIGNED, FCW));
      fpu.statusWord(in.get(JAVA_SHORT_UNALIGNED, FSW));
      X87Registers.set(fpu, in, ST, in.get(JAVA_BYTE, FTW));
      fpu.pointers.opcode(in.get(JAVA_SHORT_UNALIGNED, FOP));
      fpu.pointers.instruction(0, Words.get(in, IP));
      fpu.pointers.data(0, Words.get(in, DP));
    } else {
      fpu.clear();
    }
    vectors.mxcsr(mxcsr);
    boolean sse = (present & 2) != 0;
    FpuFields.setXmm(vectors, sse ? in : MemorySegment.ofArray(new byte[512]), sse ? XMM : 0);
    return true;
  }

  private static boolean standard(MemorySegment in) {
    for (long at = XCOMP_BV; at < HEADER_END; at += 8) {
      if (Words.get(in, at) != 0) {
        return false;
      }
    }
    return true;
  }
}
