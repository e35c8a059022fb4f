package io.github.kvmtck.oracle;

import static io.github.kvmtck.x86.cpu.Flags.AF;
import static io.github.kvmtck.x86.cpu.Flags.CF;
import static io.github.kvmtck.x86.cpu.Flags.OF;
import static io.github.kvmtck.x86.cpu.Flags.PF;
import static io.github.kvmtck.x86.cpu.Flags.SF;
import static io.github.kvmtck.x86.cpu.Flags.ZF;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import java.util.Set;

/** What the manuals leave undefined (SDM vol. 2, "Flags Affected" of each instruction). */
final class Undefined {
  /** MXCSR.MM of AMD processors (APM vol. 1, 4.2.2): the model does not report it. */
  private static final int AMD_MISALIGNED = 1 << 17;

  private static final Set<String> SEVERAL =
      Set.of(
          "FLDENV",
          "FNSTENV",
          "FRSTOR",
          "FNSAVE",
          "FXSAVE",
          "FXSAVE64",
          "FXRSTOR",
          "FXRSTOR64",
          "XSAVE",
          "XSAVE64",
          "XSAVEOPT",
          "XSAVEOPT64",
          "XSAVEC",
          "XSAVEC64",
          "XRSTOR",
          "XRSTOR64");

  private static final Set<String> APPROXIMATE = Set.of("RCPPS", "RCPSS", "RSQRTPS", "RSQRTSS");

  private Undefined() {}

  /** Flags of a case that may be anything. */
  static int flags(Insn insn, Case c) {
    return switch (insn.form().mnemonic()) {
      case "AND", "OR", "XOR", "TEST" -> AF;
      case "AAA", "AAS" -> OF | SF | ZF | PF;
      case "DAA", "DAS" -> OF;
      case "AAD", "AAM" -> OF | AF | CF;
      case "MUL", "IMUL" -> SF | ZF | AF | PF;
      case "DIV", "IDIV" -> Flags.ARITHMETIC;
      case "TZCNT", "LZCNT" -> OF | SF | AF | PF;
      case "ANDN", "BLSI", "BLSR", "BLSMSK", "BZHI" -> AF | PF;
      case "BEXTR" -> AF | SF | PF;
      case "BSF", "BSR" -> CF | OF | SF | AF | PF;
      case "BT", "BTS", "BTR", "BTC" -> OF | SF | AF | PF;
      case "FCOMI", "FCOMIP", "FUCOMI", "FUCOMIP" -> unmasked(c) ? Flags.ARITHMETIC : 0;
      case "ROL", "ROR", "RCL", "RCR" -> count(insn, c) > 1 ? OF : 0;
      case "SHL", "SHR", "SAR", "SHLD", "SHRD" -> shift(insn, c);
      default -> 0;
    };
  }

  private static int shift(Insn insn, Case c) {
    long count = count(insn, c);
    if (count == 0) {
      return 0;
    }
    int flags = count > 1 ? AF | OF : AF;
    return count >= operandBits(insn) && !insn.form().mnemonic().equals("SAR") ? flags | CF : flags;
  }

  /**
   * Whether a case says nothing: the destination may be anything, or an extension of this silicon
   * makes it another instruction.
   */
  static boolean result(Insn insn, Case c) {
    return switch (insn.form().mnemonic()) {
      case "LDMXCSR", "FXRSTOR", "FXRSTOR64", "XRSTOR", "XRSTOR64" ->
          (c.mxcsrAfter() & AMD_MISALIGNED) != 0;
      case "SHLD", "SHRD" -> count(insn, c) > operandBits(insn);
      case "BSWAP" -> operandBits(insn) == 16;
      default -> false;
    };
  }

  /** Bits of a general register that may be anything: a random number. */
  static long register(Insn insn, int register) {
    boolean random = insn.form().mnemonic().matches("RDRAND|RDSEED") && insn.rm() == register;
    return random ? -1L >>> 64 - insn.bits() : 0;
  }

  /**
   * Whether several operands, or parts of one, are accessed in an order that is not documented: any
   * may fault first.
   */
  static boolean order(Insn insn) {
    boolean compared =
        insn.form().mnemonic().startsWith("CMPS") && insn.form().has(Attribute.REPCC);
    return compared || SEVERAL.contains(insn.form().mnemonic());
  }

  /**
   * Condition codes of the x87 of which the manuals say different things. FCOMI clears C1 by SDM
   * vol. 2, and AMD's processors leave it. FCOM sets its codes only where the exception is masked
   * by the SDM, and AMD's processors always; FCOMI likewise sets RFLAGS.
   */
  static int codes(Insn insn, Case c) {
    String mnemonic = insn.form().mnemonic();
    // Of an approximation the direction of its rounding says nothing.
    if (mnemonic.matches("FU?COMIP?") || Approximation.of(insn)) {
      return Fpu.C1;
    }
    boolean compares = mnemonic.matches("FU?COM.*|FICOM.*|FTST");
    return compares && unmasked(c) ? Fpu.C0 | Fpu.C2 | Fpu.C3 : 0;
  }

  /**
   * Bytes of a memory operand that are the model's own. Of FXSAVE and XSAVE that is which bits
   * MXCSR has, and where no exception waits the pointers, which AMD's processors then do not save
   * (APM vol. 2, 11.4.4).
   */
  static boolean memory(Insn insn, Case c, long offset) {
    boolean pointers = offset >= 6 && offset < 24 && !unmasked(c);
    return insn.form().mnemonic().matches("F?XSAVE(OPT|C)?(64)?") && (pointers || offset == 30);
  }

  /**
   * Whether the x87 says nothing: a store of MMX under a mask and a conversion that fault have
   * already made every register valid on AMD's processors.
   */
  static boolean x87(Insn insn, boolean faulted) {
    return faulted && insn.form().mnemonic().matches("MASKMOVQ|CVTPI2PS|CVTT?P[SD]2PI");
  }

  private static boolean unmasked(Case c) {
    return (c.wordAfter(Case.FSW) & Fpu.ES) != 0;
  }

  /**
   * Whether two results are as near as the manuals ask for: RCPPS and RSQRTPS are within 1.5 ×
   * 2^-12 of the truth, the model within 2^-13. What is no number or not finite is exact.
   */
  static boolean near(Insn insn, int silicon, int model) {
    float a = Float.intBitsToFloat(silicon);
    float b = Float.intBitsToFloat(model);
    boolean approximate = APPROXIMATE.contains(insn.form().mnemonic());
    boolean close = Float.isFinite(b) && Math.abs((double) a - b) <= Math.abs(b) * 0x1p-11;
    return silicon == model || approximate && close;
  }

  private static int operandBits(Insn insn) {
    return insn.form().operands().getFirst().bits(insn.bits());
  }

  /** The count of a shift or rotate, masked as the processor masks it. */
  private static long count(Insn insn, Case c) {
    Operand last = insn.form().operands().getLast();
    long count =
        switch (last.kind()) {
          case ONE -> 1;
          case FIXED_REG -> c.before(8 * Gpr.RCX);
          default -> insn.immediate();
        };
    return count & (operandBits(insn) == 64 ? 63 : 31);
  }
}
