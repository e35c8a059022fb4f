package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** Moves of XMM registers, MXCSR, fences. */
public final class Sse {
  private static final long MXCSR_MASK = 0xffff;

  private Sse() {}

  public static void define(Forms f) {
    f.whole("0F 10 /r    | MOVUPS xmm1, xmm2/m128 | np", Sse::load);
    f.whole("0F 11 /r    | MOVUPS xmm2/m128, xmm1 | np", Sse::store);
    f.whole("66 0F 10 /r | MOVUPD xmm1, xmm2/m128", Sse::load);
    f.whole("66 0F 11 /r | MOVUPD xmm2/m128, xmm1", Sse::store);
    f.whole("0F 28 /r    | MOVAPS xmm1, xmm2/m128 | np", Sse::loadAligned);
    f.whole("0F 29 /r    | MOVAPS xmm2/m128, xmm1 | np", Sse::storeAligned);
    f.whole("66 0F 28 /r | MOVAPD xmm1, xmm2/m128", Sse::loadAligned);
    f.whole("66 0F 29 /r | MOVAPD xmm2/m128, xmm1", Sse::storeAligned);
    f.whole("66 0F 6F /r | MOVDQA xmm1, xmm2/m128", Sse::loadAligned);
    f.whole("66 0F 7F /r | MOVDQA xmm2/m128, xmm1", Sse::storeAligned);
    f.whole("F3 0F 6F /r | MOVDQU xmm1, xmm2/m128", Sse::load);
    f.whole("F3 0F 7F /r | MOVDQU xmm2/m128, xmm1", Sse::store);
    f.whole("F3 0F 7E /r | MOVQ xmm1, xmm2/m64", Sse::loadQuad);
    f.whole("66 0F D6 /r | MOVQ xmm2/m64, xmm1", Sse::storeQuad);
    f.whole("66 0F 6E /r | MOVD xmm1, r/m32 | o16 o32", Sse::fromGeneral);
    f.whole("66 0F 6E /r | MOVQ xmm1, r/m64 | o64", Sse::fromGeneral);
    f.whole("66 0F 7E /r | MOVD r/m32, xmm1 | o16 o32", Sse::toGeneral);
    f.whole("66 0F 7E /r | MOVQ r/m64, xmm1 | o64", Sse::toGeneral);
    f.whole("0F AE /2    | LDMXCSR m32 | np", Sse::ldmxcsr);
    f.whole("0F AE /3    | STMXCSR m32 | np", Sse::stmxcsr);
    f.whole("0F AE E8    | LFENCE | np", Exchange::nop);
    f.whole("0F AE F0    | MFENCE | np", Exchange::nop);
    f.whole("0F AE F8    | SFENCE | np", Exchange::nop);
    f.whole("0F AE /7    | CLFLUSH m8", Sse::touch);
    f.whole("0F 18 /1    | PREFETCHT0 m8", Exchange::nop);
    f.whole("0F 18 /0    | PREFETCHNTA m8", Exchange::nop);
    f.whole("0F 18 /2    | PREFETCHT1 m8", Exchange::nop);
    f.whole("0F 18 /3    | PREFETCHT2 m8", Exchange::nop);
  }

  /** SDM vol. 3, table 15-1: #UD without OSFXSR or with EM, then #NM with TS. */
  private static void available(Cpu cpu) {
    boolean enabled = (cpu.control.cr4() & Control.CR4_OSFXSR) != 0;
    if (!enabled || (cpu.control.cr0() & Control.CR0_EM) != 0) {
      throw cpu.fault(Vector.UD);
    }
    if ((cpu.control.cr0() & Control.CR0_TS) != 0) {
      throw cpu.fault(Vector.NM);
    }
  }

  private static void aligned(Cpu cpu, Insn insn) {
    available(cpu);
    long linear = cpu.segments.effectiveBase(insn.segment()) + insn.address(cpu);
    if (insn.memory() && (linear & 15) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  public static void loadAligned(Cpu cpu, Insn insn) {
    aligned(cpu, insn);
    load(cpu, insn);
  }

  public static void storeAligned(Cpu cpu, Insn insn) {
    aligned(cpu, insn);
    store(cpu, insn);
  }

  public static void load(Cpu cpu, Insn insn) {
    available(cpu);
    long[] xmm = cpu.vectors.xmm;
    if (insn.memory()) {
      cpu.memory.load128(insn.segment(), insn.address(cpu), xmm, 2 * insn.reg());
    } else {
      xmm[2 * insn.reg()] = xmm[2 * insn.rm()];
      xmm[2 * insn.reg() + 1] = xmm[2 * insn.rm() + 1];
    }
  }

  public static void store(Cpu cpu, Insn insn) {
    available(cpu);
    long[] xmm = cpu.vectors.xmm;
    long low = xmm[2 * insn.reg()];
    long high = xmm[2 * insn.reg() + 1];
    if (insn.memory()) {
      cpu.memory.store128(insn.segment(), insn.address(cpu), low, high);
    } else {
      xmm[2 * insn.rm()] = low;
      xmm[2 * insn.rm() + 1] = high;
    }
  }

  /** MOVD and MOVQ clear what they do not fill. */
  public static void fromGeneral(Cpu cpu, Insn insn) {
    available(cpu);
    put(cpu, insn.reg(), Values.read(cpu, insn, 1));
  }

  public static void toGeneral(Cpu cpu, Insn insn) {
    available(cpu);
    Values.write(cpu, insn, 0, cpu.vectors.xmm[2 * insn.reg()]);
  }

  public static void loadQuad(Cpu cpu, Insn insn) {
    available(cpu);
    long value =
        insn.memory()
            ? cpu.memory.load64(insn.segment(), insn.address(cpu))
            : cpu.vectors.xmm[2 * insn.rm()];
    put(cpu, insn.reg(), value);
  }

  public static void storeQuad(Cpu cpu, Insn insn) {
    available(cpu);
    long value = cpu.vectors.xmm[2 * insn.reg()];
    if (insn.memory()) {
      cpu.memory.store(insn.segment(), insn.address(cpu), 64, value);
    } else {
      put(cpu, insn.rm(), value);
    }
  }

  private static void put(Cpu cpu, int register, long low) {
    cpu.vectors.xmm[2 * register] = low;
    cpu.vectors.xmm[2 * register + 1] = 0;
  }

  public static void ldmxcsr(Cpu cpu, Insn insn) {
    available(cpu);
    long value = Values.read(cpu, insn, 0);
    if ((value & ~MXCSR_MASK) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.vectors.mxcsr((int) value);
  }

  public static void stmxcsr(Cpu cpu, Insn insn) {
    available(cpu);
    Values.write(cpu, insn, 0, cpu.vectors.mxcsr());
  }

  /** Faults as a byte read does. */
  public static void touch(Cpu cpu, Insn insn) {
    cpu.memory.load8(insn.segment(), insn.address(cpu));
  }
}
