package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Feature;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.cpu.Vectors;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/**
 * XSAVE and XRSTOR of the components that XCR0 can name here, x87 and SSE, and XCR0 itself (SDM
 * vol. 1, chapter 13). Every component counts as in use.
 */
public final class Xsave {
  private static final int HEADER = LegacyRegion.SIZE;
  private static final int XCOMP_BV = HEADER + 8;
  private static final int SIZE = HEADER + 64;

  /** XCOMP_BV[63]: components lie one behind the other. */
  private static final long COMPACTED = 1L << 63;

  private Xsave() {}

  public static void define(Forms f) {
    f.whole("0F AE /4 | XSAVE m576byte | np o16 o32 XSAVE", Xsave::xsave);
    f.whole("0F AE /4 | XSAVE64 m576byte | np o64 XSAVE", Xsave::xsave);
    f.whole("0F AE /6 | XSAVEOPT m576byte | np o16 o32 XSAVEOPT", Xsave::xsave);
    f.whole("0F AE /6 | XSAVEOPT64 m576byte | np o64 XSAVEOPT", Xsave::xsave);
    f.whole("0F C7 /4 | XSAVEC m576byte | np o16 o32 XSAVEC", Xsave::xsavec);
    f.whole("0F C7 /4 | XSAVEC64 m576byte | np o64 XSAVEC", Xsave::xsavec);
    f.whole("0F AE /5 | XRSTOR m576byte | np o16 o32 XSAVE", Xsave::xrstor);
    f.whole("0F AE /5 | XRSTOR64 m576byte | np o64 XSAVE", Xsave::xrstor);
    f.whole("0F 01 D0 | XGETBV | np XSAVE", Xsave::xgetbv);
    f.whole("0F 01 D1 | XSETBV | np XSAVE", Xsave::xsetbv);
  }

  private static void enabled(Cpu cpu) {
    if ((cpu.control.cr4() & Control.CR4_OSXSAVE) == 0) {
      throw cpu.fault(Vector.UD);
    }
  }

  private static long edxEax(Cpu cpu) {
    return cpu.r[Gpr.RAX] & 0xffff_ffffL | cpu.r[Gpr.RDX] << 32;
  }

  /** The components that XCR0 and EDX:EAX name. */
  private static long components(Cpu cpu) {
    enabled(cpu);
    if ((cpu.control.cr0() & Control.CR0_TS) != 0) {
      throw cpu.fault(Vector.NM);
    }
    return cpu.control.xcr0() & edxEax(cpu);
  }

  private static long area(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    if ((cpu.segments.effectiveBase(insn.segment()) + at & 63) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    return at;
  }

  /** XSAVEOPT may leave out what is unchanged or initial (SDM vol. 1, 13.9); it need not. */
  public static void xsave(Cpu cpu, Insn insn) {
    long components = components(cpu);
    long at = area(cpu, insn);
    cpu.memory.probe(insn.segment(), at, SIZE);
    store(cpu, insn, at, components);
    long present = cpu.memory.load64(insn.segment(), at + HEADER);
    cpu.memory.store(insn.segment(), at + HEADER, 64, present | components);
  }

  /** The compacted format: here every component is where the standard format has it. */
  public static void xsavec(Cpu cpu, Insn insn) {
    long components = components(cpu);
    long at = area(cpu, insn);
    cpu.memory.probe(insn.segment(), at, SIZE);
    store(cpu, insn, at, components);
    cpu.memory.store(insn.segment(), at + HEADER, 64, components);
    cpu.memory.store(insn.segment(), at + XCOMP_BV, 64, components | COMPACTED);
  }

  private static void store(Cpu cpu, Insn insn, long at, long components) {
    if ((components & Control.XCR0_X87) != 0) {
      LegacyRegion.storeX87(cpu, insn, at);
    }
    if ((components & Control.XCR0_SSE) != 0) {
      LegacyRegion.storeMxcsr(cpu, insn, at);
      LegacyRegion.storeXmm(cpu, insn, at);
    }
  }

  public static void xrstor(Cpu cpu, Insn insn) {
    long components = components(cpu);
    long at = area(cpu, insn);
    long[] area = LegacyRegion.read(cpu, insn, at, SIZE);
    long present = area[HEADER / 8];
    boolean compacted = area[XCOMP_BV / 8] < 0 && cpu.features.has(Feature.XSAVEC);
    if (!(compacted ? compacted(cpu, area) : standard(cpu, area))) {
      throw cpu.fault(Vector.GP, 0);
    }
    boolean sse = (components & Control.XCR0_SSE) != 0;
    boolean there = (present & Control.XCR0_SSE) != 0;
    if (sse && (there || !compacted)) {
      LegacyRegion.checkMxcsr(cpu, area);
      LegacyRegion.loadMxcsr(cpu, area);
    } else if (sse) {
      cpu.vectors.mxcsr(Vectors.INITIAL_MXCSR);
    }
    if (sse && there) {
      LegacyRegion.loadXmm(cpu, area);
    } else if (sse) {
      LegacyRegion.clearXmm(cpu);
    }
    if ((components & present & Control.XCR0_X87) != 0) {
      LegacyRegion.loadX87(cpu, insn, area);
    } else if ((components & Control.XCR0_X87) != 0) {
      cpu.fpu.clear();
    }
  }

  /** SDM vol. 1, 13.8.1. */
  private static boolean standard(Cpu cpu, long[] area) {
    return area[XCOMP_BV / 8] == 0
        && area[XCOMP_BV / 8 + 1] == 0
        && (area[HEADER / 8] & ~cpu.control.xcr0()) == 0;
  }

  /** SDM vol. 1, 13.8.2. */
  private static boolean compacted(Cpu cpu, long[] area) {
    long format = area[XCOMP_BV / 8] & ~COMPACTED;
    for (int i = XCOMP_BV / 8 + 1; i < SIZE / 8; i++) {
      if (area[i] != 0) {
        return false;
      }
    }
    return (format & ~cpu.control.xcr0()) == 0 && (area[HEADER / 8] & ~format) == 0;
  }

  /** XCR0, and what of it is in use: all. */
  public static void xgetbv(Cpu cpu, Insn insn) {
    enabled(cpu);
    long last = cpu.features.has(Feature.XGETBV1) ? 1 : 0;
    if ((cpu.r[Gpr.RCX] & 0xffff_ffffL) > last) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.put(Gpr.RAX, 32, cpu.control.xcr0());
    cpu.put(Gpr.RDX, 32, cpu.control.xcr0() >>> 32);
  }

  public static void xsetbv(Cpu cpu, Insn insn) {
    enabled(cpu);
    Privilege.zero(cpu);
    boolean valid = Control.xcr0Valid(edxEax(cpu));
    if ((cpu.r[Gpr.RCX] & 0xffff_ffffL) != 0 || !valid) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.control.xcr0(edxEax(cpu));
  }
}
