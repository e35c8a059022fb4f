package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.ExtendedState.FPU;

import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Vectors;
import java.lang.foreign.MemorySegment;

/** struct kvm_fpu, of which KVM neither fills nor takes mxcsr (kvm_arch_vcpu_ioctl_get_fpu). */
public final class FpuFields {
  private static final long XMM = FPU.offset("xmm");
  private static final long FPR = FPU.offset("fpr");

  private FpuFields() {}

  public static void get(Vcpu vcpu, MemorySegment out) {
    Vectors vectors = vcpu.cpu().vectors;
    Fpu fpu = vcpu.cpu().fpu;
    X87Registers.get(fpu, out, FPR);
    FPU.set(out, "fcw", fpu.controlWord());
    FPU.set(out, "fsw", fpu.statusWord());
    FPU.set(out, "ftwx", fpu.abridgedTagWord());
    FPU.set(out, "last_opcode", fpu.pointers.opcode());
    FPU.set(out, "last_ip", fpu.pointers.instruction());
    FPU.set(out, "last_dp", fpu.pointers.data());
    getXmm(vectors, out, XMM);
  }

  public static void set(Vcpu vcpu, MemorySegment in) {
    Vectors vectors = vcpu.cpu().vectors;
    Fpu fpu = vcpu.cpu().fpu;
    fpu.controlWord((int) FPU.get(in, "fcw"));
    fpu.statusWord((int) FPU.get(in, "fsw"));
    X87Registers.set(fpu, in, FPR, (int) FPU.get(in, "ftwx"));
    fpu.pointers.opcode((int) FPU.get(in, "last_opcode"));
    fpu.pointers.instruction(0, FPU.get(in, "last_ip"));
    fpu.pointers.data(0, FPU.get(in, "last_dp"));
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
