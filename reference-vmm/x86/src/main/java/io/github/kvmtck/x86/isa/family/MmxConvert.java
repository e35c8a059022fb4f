package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.lanes.Lanes;

/** Conversions between two integers of an MMX register and numbers of an XMM register. */
public final class MmxConvert {
  private MmxConvert() {}

  public static void define(Forms f) {
    f.whole("0F 2A /r    | CVTPI2PS xmm1, mm2/m64 | np SSE", MmxConvert::toSingles);
    f.whole("66 0F 2A /r | CVTPI2PD xmm1, mm2/m64 | SSE2", MmxConvert::toDoubles);
    f.whole("0F 2D /r    | CVTPS2PI mm1, xmm2/m64 | np SSE", fromSingles(false));
    f.whole("0F 2C /r    | CVTTPS2PI mm1, xmm2/m64 | np SSE", fromSingles(true));
    f.whole("66 0F 2D /r | CVTPD2PI mm1, xmm2/m128 | SSE2", fromDoubles(false));
    f.whole("66 0F 2C /r | CVTTPD2PI mm1, xmm2/m128 | SSE2", fromDoubles(true));
  }

  public static void toSingles(Cpu cpu, Insn insn) {
    long b = integers(cpu, insn);
    Arithmetic x = Floats.start(cpu);
    long low = x.fromInteger(Format.SINGLE, Lanes.signed(b, 0, 32));
    long high = x.fromInteger(Format.SINGLE, Lanes.signed(b, 1, 32));
    Floats.finish(cpu);
    Xmm.putLow(cpu, insn.reg(), low | high << 32);
    enter(cpu, insn);
  }

  /** Two integers; of memory the x87 has nothing to do with it, waiting exceptions included. */
  private static long integers(Cpu cpu, Insn insn) {
    Xmm.available(cpu);
    return insn.memory()
        ? cpu.memory.load64(insn.segment(), insn.address(cpu))
        : Mm.source(cpu, insn);
  }

  private static void enter(Cpu cpu, Insn insn) {
    if (!insn.memory()) {
      cpu.fpu.enterMmx();
    }
  }

  /** Exact: no flag. */
  public static void toDoubles(Cpu cpu, Insn insn) {
    long b = integers(cpu, insn);
    long low = Double.doubleToRawLongBits((int) b);
    Xmm.put(cpu, insn.reg(), low, Double.doubleToRawLongBits((int) (b >> 32)));
    enter(cpu, insn);
  }

  private static Semantics.Action fromSingles(boolean truncate) {
    return (cpu, insn) -> {
      Xmm.available(cpu);
      Mm.available(cpu);
      long b = Xmm.source(cpu, insn)[0];
      convert(cpu, insn, Format.SINGLE, Floats.low(Format.SINGLE, b), b >>> 32, truncate);
    };
  }

  private static Semantics.Action fromDoubles(boolean truncate) {
    return (cpu, insn) -> {
      Xmm.available(cpu);
      Mm.available(cpu);
      long[] b = Xmm.source(cpu, insn);
      convert(cpu, insn, Format.DOUBLE, b[0], b[1], truncate);
    };
  }

  private static void convert(
      Cpu cpu, Insn insn, Format f, long first, long second, boolean truncate) {
    Rounding rounding = truncate ? Rounding.TO_ZERO : Floats.rounding(cpu);
    Arithmetic x = Floats.start(cpu);
    long low = x.toInteger(f, first, 32, rounding) & 0xffff_ffffL;
    long high = x.toInteger(f, second, 32, rounding);
    Floats.finish(cpu);
    Mm.put(cpu, insn.reg(), low | high << 32);
  }
}
