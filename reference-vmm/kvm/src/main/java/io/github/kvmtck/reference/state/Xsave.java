package io.github.kvmtck.reference.state;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.X87;
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
    X87 x87 = vcpu.settings().x87();
    out.set(JAVA_SHORT_UNALIGNED, FCW, (short) vectors.controlWord());
    out.set(JAVA_SHORT_UNALIGNED, FSW, (short) vectors.statusWord());
    out.set(JAVA_BYTE, FTW, (byte) TagWord.abridged(vectors.tagWord()));
    out.set(JAVA_SHORT_UNALIGNED, FOP, (short) x87.lastOpcode());
    Words.set(out, IP, x87.lastIp());
    Words.set(out, DP, x87.lastDp());
    out.set(JAVA_INT_UNALIGNED, MXCSR, vectors.mxcsr());
    out.set(JAVA_INT_UNALIGNED, MXCSR_MASK, ALL_MXCSR_BITS);
    MemorySegment.copy(x87.registers(), 0, out, ST, X87.SIZE);
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
    if ((present & 1) != 0) {
      vectors.controlWord(in.get(JAVA_SHORT_UNALIGNED, FCW));
      vectors.statusWord(in.get(JAVA_SHORT_UNALIGNED, FSW));
      vectors.tagWord(TagWord.full(in.get(JAVA_BYTE, FTW) & 0xff));
      X87 x87 = vcpu.settings().x87();
      x87.last(in.get(JAVA_SHORT_UNALIGNED, FOP) & 0xffff, Words.get(in, IP), Words.get(in, DP));
      MemorySegment.copy(in, ST, x87.registers(), 0, X87.SIZE);
    } else {
      vectors.init();
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
