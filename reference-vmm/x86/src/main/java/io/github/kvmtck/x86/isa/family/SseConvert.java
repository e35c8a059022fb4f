package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;
import io.github.kvmtck.x86.lanes.Lanes;

/** Conversions between integers, single and double precision, and rounding to integral numbers. */
public final class SseConvert {
  private static final Format SINGLE = Format.SINGLE;
  private static final Format DOUBLE = Format.DOUBLE;

  private SseConvert() {}

  public static void define(Forms f) {
    f.whole("F3 0F 2A /r | CVTSI2SS xmm1, r/my | SSE", fromGeneral(SINGLE));
    f.whole("F2 0F 2A /r | CVTSI2SD xmm1, r/my | SSE2", fromGeneral(DOUBLE));
    f.whole("F3 0F 2C /r | CVTTSS2SI ry, xmm2/m32 | SSE", toGeneral(SINGLE, true));
    f.whole("F2 0F 2C /r | CVTTSD2SI ry, xmm2/m64 | SSE2", toGeneral(DOUBLE, true));
    f.whole("F3 0F 2D /r | CVTSS2SI ry, xmm2/m32 | SSE", toGeneral(SINGLE, false));
    f.whole("F2 0F 2D /r | CVTSD2SI ry, xmm2/m64 | SSE2", toGeneral(DOUBLE, false));
    f.whole("F3 0F 5A /r | CVTSS2SD xmm1, xmm2/m32 | SSE2", SseConvert::toDouble);
    f.whole("F2 0F 5A /r | CVTSD2SS xmm1, xmm2/m64 | SSE2", SseConvert::toSingle);
    f.whole("0F 5A /r    | CVTPS2PD xmm1, xmm2/m64 | np SSE2", SseConvert::toDoubles);
    f.whole("66 0F 5A /r | CVTPD2PS xmm1, xmm2/m128 | SSE2", SseConvert::toSingles);
    f.whole("0F 5B /r    | CVTDQ2PS xmm1, xmm2/m128 | np SSE2", integersToSingles());
    f.whole("66 0F 5B /r | CVTPS2DQ xmm1, xmm2/m128 | SSE2", singlesToIntegers(false));
    f.whole("F3 0F 5B /r | CVTTPS2DQ xmm1, xmm2/m128 | SSE2", singlesToIntegers(true));
    f.whole("F3 0F E6 /r | CVTDQ2PD xmm1, xmm2/m64 | SSE2", SseConvert::integersToDoubles);
    f.whole("F2 0F E6 /r | CVTPD2DQ xmm1, xmm2/m128 | SSE2", doublesToIntegers(false));
    f.whole("66 0F E6 /r | CVTTPD2DQ xmm1, xmm2/m128 | SSE2", doublesToIntegers(true));
    f.whole("66 0F 3A 08 /r ib | ROUNDPS xmm1, xmm2/m128, imm8u | SSE4_1", rounded(SINGLE, false));
    f.whole("66 0F 3A 09 /r ib | ROUNDPD xmm1, xmm2/m128, imm8u | SSE4_1", rounded(DOUBLE, false));
    f.whole("66 0F 3A 0A /r ib | ROUNDSS xmm1, xmm2/m32, imm8u | SSE4_1", rounded(SINGLE, true));
    f.whole("66 0F 3A 0B /r ib | ROUNDSD xmm1, xmm2/m64, imm8u | SSE4_1", rounded(DOUBLE, true));
  }

  private static Semantics.Action fromGeneral(Format f) {
    return (cpu, insn) -> {
      Xmm.available(cpu);
      long value = Values.read(cpu, insn, 1);
      long signed = insn.bits() == 64 ? value : (int) value;
      long result = Floats.start(cpu).fromInteger(f, signed);
      Floats.finish(cpu);
      Xmm.insert(cpu, insn.reg(), f.bits(), 0, result);
    };
  }

  private static Semantics.Action toGeneral(Format f, boolean truncate) {
    return (cpu, insn) -> {
      long b = Floats.low(f, Xmm.source(cpu, insn)[0]);
      int bits = insn.bits() == 64 ? 64 : 32;
      Rounding rounding = truncate ? Rounding.TO_ZERO : Floats.rounding(cpu);
      long result = Floats.start(cpu).toInteger(f, b, bits, rounding);
      Floats.finish(cpu);
      cpu.put(insn.reg(), bits, result);
    };
  }

  public static void toDouble(Cpu cpu, Insn insn) {
    long b = Floats.low(SINGLE, Xmm.source(cpu, insn)[0]);
    long result = Floats.start(cpu).convert(SINGLE, DOUBLE, b);
    Floats.finish(cpu);
    Xmm.putLow(cpu, insn.reg(), result);
  }

  public static void toSingle(Cpu cpu, Insn insn) {
    long b = Xmm.source(cpu, insn)[0];
    long result = Floats.start(cpu).convert(DOUBLE, SINGLE, b);
    Floats.finish(cpu);
    Xmm.insert(cpu, insn.reg(), 32, 0, result);
  }

  public static void toDoubles(Cpu cpu, Insn insn) {
    long b = Xmm.source(cpu, insn)[0];
    Arithmetic x = Floats.start(cpu);
    long low = x.convert(SINGLE, DOUBLE, Floats.low(SINGLE, b));
    long high = x.convert(SINGLE, DOUBLE, b >>> 32);
    Floats.finish(cpu);
    Xmm.put(cpu, insn.reg(), low, high);
  }

  public static void toSingles(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    Arithmetic x = Floats.start(cpu);
    long low = x.convert(DOUBLE, SINGLE, b[0]);
    long high = x.convert(DOUBLE, SINGLE, b[1]);
    Floats.finish(cpu);
    Xmm.put(cpu, insn.reg(), low | high << 32, 0);
  }

  private static Semantics.Action integersToSingles() {
    return Floats.packed(SINGLE, (x, f, a, b) -> x.fromInteger(f, Lanes.signed(b, 0, 32)));
  }

  /** Exact: no flag. */
  public static void integersToDoubles(Cpu cpu, Insn insn) {
    long b = Xmm.source(cpu, insn)[0];
    long low = Double.doubleToRawLongBits((int) b);
    Xmm.put(cpu, insn.reg(), low, Double.doubleToRawLongBits((int) (b >> 32)));
  }

  private static long integer(Arithmetic x, Format f, long b, boolean truncate) {
    Rounding rounding = truncate ? Rounding.TO_ZERO : x.context.rounding();
    return x.toInteger(f, b, 32, rounding) & 0xffff_ffffL;
  }

  private static Semantics.Action singlesToIntegers(boolean truncate) {
    return Floats.packed(SINGLE, (x, f, a, b) -> integer(x, f, b, truncate));
  }

  private static Semantics.Action doublesToIntegers(boolean truncate) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      Arithmetic x = Floats.start(cpu);
      long low = integer(x, DOUBLE, b[0], truncate);
      long high = integer(x, DOUBLE, b[1], truncate);
      Floats.finish(cpu);
      Xmm.put(cpu, insn.reg(), low | high << 32, 0);
    };
  }

  /** The immediate: two bits of rounding, MXCSR's instead, and that PE is not wanted. */
  private static Semantics.Action rounded(Format f, boolean scalar) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int order = (int) insn.immediate();
      Rounding rounding = (order & 4) != 0 ? Floats.rounding(cpu) : Rounding.of(order);
      Arithmetic x = Floats.start(cpu);
      Floats.Two op = (y, format, a, from) -> y.integral(format, from, rounding);
      int to = insn.reg();
      long low =
          scalar ? x.integral(f, Floats.low(f, b[0]), rounding) : Floats.quad(x, f, op, 0, b[0]);
      long high = scalar ? 0 : Floats.quad(x, f, op, 0, b[1]);
      Floats.finish(cpu, (order & 8) != 0 ? Context.ALL & ~Context.PE : Context.ALL);
      if (scalar) {
        Xmm.insert(cpu, to, f.bits(), 0, low);
      } else {
        Xmm.put(cpu, to, low, high);
      }
    };
  }
}
