package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/**
 * XSAVE and XRSTOR of the components that XCR0 can name here, x87 and SSE, and XCR0 itself (SDM
 * vol. 1, chapter 13). Every component counts as in use.
 */
public final class Xsave {
  private static final int HEADER = LegacyRegion.SIZE;
  private static final int SIZE = HEADER + 64;

  private Xsave() {}

  public static void define(Forms f) {
    f.whole("0F AE /4 | XSAVE m576byte | np o16 o32 XSAVE", Xsave::xsave);
    f.whole("0F AE /4 | XSAVE64 m576byte | np o64 XSAVE", Xsave::xsave);
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

  public static void xsave(Cpu cpu, Insn insn) {
    long components = components(cpu);
    long at = area(cpu, insn);
    cpu.memory.probe(insn.segment(), at, SIZE);
    if ((components & Control.XCR0_X87) != 0) {
      LegacyRegion.storeX87(cpu, insn, at);
    }
    if ((components & Control.XCR0_SSE) != 0) {
      LegacyRegion.storeMxcsr(cpu, insn, at);
      LegacyRegion.storeXmm(cpu, insn, at);
    }
    long present = cpu.memory.load64(insn.segment(), at + HEADER);
    cpu.memory.store(insn.segment(), at + HEADER, 64, present | components);
  }

  public static void xrstor(Cpu cpu, Insn insn) {
    long components = components(cpu);
    long at = area(cpu, insn);
    long[] area = LegacyRegion.read(cpu, insn, at, SIZE);
    long present = area[HEADER / 8];
    boolean standard = area[HEADER / 8 + 1] == 0 && area[HEADER / 8 + 2] == 0;
    if (!standard || (present & ~cpu.control.xcr0()) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    boolean sse = (components & Control.XCR0_SSE) != 0;
    if (sse) {
      LegacyRegion.checkMxcsr(cpu, area);
      LegacyRegion.loadMxcsr(cpu, area);
    }
    if (sse && (present & Control.XCR0_SSE) != 0) {
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

  public static void xgetbv(Cpu cpu, Insn insn) {
    enabled(cpu);
    if ((cpu.r[Gpr.RCX] & 0xffff_ffffL) != 0) {
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
