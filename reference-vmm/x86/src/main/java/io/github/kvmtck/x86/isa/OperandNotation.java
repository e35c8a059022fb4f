package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;
import java.util.List;
import java.util.Map;

/** Reads one operand in the manuals' notation. */
final class OperandNotation {
  private static final List<String> SEGMENTS = List.of("ES", "CS", "SS", "DS", "FS", "GS");

  private static final Map<String, Operand> NAMED =
      Map.ofEntries(
          named("1", Kind.ONE, Size.B, 0),
          named("AL", Kind.FIXED_REG, Size.B, 0),
          named("CL", Kind.FIXED_REG, Size.B, 1),
          named("DX", Kind.FIXED_REG, Size.W, 2),
          named("AX", Kind.FIXED_REG, Size.W, 0),
          named("rAX", Kind.FIXED_REG, Size.V, 0),
          named("eAX", Kind.FIXED_REG, Size.Z, 0),
          named("Sreg", Kind.SREG, Size.W, 0),
          named("CRn", Kind.CREG, Size.NONE, 0),
          named("DRn", Kind.DREG, Size.NONE, 0),
          named("imm8", Kind.IMM, Size.B, 0),
          named("imm8u", Kind.UIMM, Size.B, 0),
          named("imm16u", Kind.UIMM, Size.W, 0),
          named("immv", Kind.IMM, Size.V, 0),
          named("immz", Kind.IMM, Size.Z, 0),
          named("rel8", Kind.REL, Size.B, 0),
          named("relz", Kind.REL, Size.Z, 0),
          named("ptr16:z", Kind.FAR_PTR, Size.FAR, 0),
          named("m16:v", Kind.MEM, Size.FAR, 0),
          named("m", Kind.MEM, Size.NONE, 0),
          named("ST", Kind.ST0, Size.T, 0),
          named("ST(i)", Kind.ST, Size.T, 0),
          named("mm1", Kind.MM, Size.Q, 0),
          named("mm2", Kind.MM_REG, Size.Q, 0),
          named("xmm1", Kind.XMM, Size.X, 0),
          named("xmm2", Kind.XMM_REG, Size.X, 0),
          named("XMM0", Kind.FIXED_XMM, Size.X, 0),
          named("vy", Kind.VEX_REG, Size.Y, 0));

  private OperandNotation() {}

  private static Map.Entry<String, Operand> named(String text, Kind kind, Size size, int fixed) {
    return Map.entry(text, new Operand(text, kind, size, fixed));
  }

  static Operand parse(String text, boolean plusRegister) {
    Operand named = NAMED.get(text);
    if (named != null) {
      return named;
    }
    if (SEGMENTS.contains(text)) {
      return new Operand(text, Kind.FIXED_SREG, Size.W, SEGMENTS.indexOf(text));
    }
    if (text.startsWith("xmm2/m")) {
      return new Operand(text, Kind.XMM_RM, size(text.substring(6)), 0);
    }
    if (text.startsWith("mm2/m")) {
      return new Operand(text, Kind.MM_RM, size(text.substring(5)), 0);
    }
    if (text.startsWith("r/m")) {
      return new Operand(text, Kind.RM, size(text.substring(3)), 0);
    }
    if (text.startsWith("moffs")) {
      return new Operand(text, Kind.MOFFS, size(text.substring(5)), 0);
    }
    if (text.startsWith("rm")) {
      return new Operand(text, Kind.RM_REG, size(text.substring(2)), 0);
    }
    if (text.startsWith("r")) {
      Kind kind = plusRegister ? Kind.OPCODE_REG : Kind.REG;
      return new Operand(text, kind, size(text.substring(1)), 0);
    }
    if (text.startsWith("m")) {
      return new Operand(text, Kind.MEM, size(text.substring(1)), 0);
    }
    throw new IllegalArgumentException("unknown operand notation: " + text);
  }

  private static Size size(String text) {
    return switch (text) {
      case "16int" -> Size.W;
      case "32fp", "32int" -> Size.D;
      case "64fp", "64int" -> Size.Q;
      case "80fp", "80bcd" -> Size.T;
      case "14/28byte", "94/108byte", "512byte", "576byte" -> Size.NONE;
      case "8" -> Size.B;
      case "16" -> Size.W;
      case "32" -> Size.D;
      case "64" -> Size.Q;
      case "128" -> Size.X;
      case "v" -> Size.V;
      case "z" -> Size.Z;
      case "y" -> Size.Y;
      default -> throw new IllegalArgumentException("unknown operand size: " + text);
    };
  }
}
