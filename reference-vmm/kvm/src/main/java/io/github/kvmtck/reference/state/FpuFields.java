package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.ExtendedState.FPU;

import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.X87;
import io.github.kvmtck.x86.cpu.Vectors;
import java.lang.foreign.MemorySegment;

/** struct kvm_fpu. */
public final class FpuFields {
  private static final long XMM = FPU.offset("xmm");
  private static final long FPR = FPU.offset("fpr");

  private FpuFields() {}

  public static void get(Vcpu vcpu, MemorySegment out) {
    Vectors vectors = vcpu.cpu().vectors;
    X87 x87 = vcpu.settings().x87();
    MemorySegment.copy(x87.registers(), 0, out, FPR, X87.SIZE);
    FPU.set(out, "fcw", vectors.controlWord());
    FPU.set(out, "fsw", vectors.statusWord());
    FPU.set(out, "ftwx", TagWord.abridged(vectors.tagWord()));
    FPU.set(out, "last_opcode", x87.lastOpcode());
    FPU.set(out, "last_ip", x87.lastIp());
    FPU.set(out, "last_dp", x87.lastDp());
    FPU.set(out, "mxcsr", vectors.mxcsr());
    getXmm(vectors, out, XMM);
  }

  public static void set(Vcpu vcpu, MemorySegment in) {
    Vectors vectors = vcpu.cpu().vectors;
    X87 x87 = vcpu.settings().x87();
    MemorySegment.copy(in, FPR, x87.registers(), 0, X87.SIZE);
    vectors.controlWord((int) FPU.get(in, "fcw"));
    vectors.statusWord((int) FPU.get(in, "fsw"));
    vectors.tagWord(TagWord.full((int) FPU.get(in, "ftwx")));
    x87.last((int) FPU.get(in, "last_opcode"), FPU.get(in, "last_ip"), FPU.get(in, "last_dp"));
    vectors.mxcsr((int) FPU.get(in, "mxcsr"));
    setXmm(vectors, in, XMM);
  }

  /** XMM0 to XMM15, 16 bytes each. */
  static void getXmm(Vectors vectors, MemorySegment out, long offset) {
    for (int i = 0; i < vectors.xmm.length; i++) {
      Words.set(out, offset + i * 8L, vectors.xmm[i]);
    }
  }

  static void setXmm(Vectors vectors, MemorySegment in, long offset) {
    for (int i = 0; i < vectors.xmm.length; i++) {
      vectors.xmm[i] = Words.get(in, offset + i * 8L);
    }
  }
}
