package io.github.kvmtck.oracle.judges;

import static io.github.kvmtck.x86.cpu.Flags.AF;
import static io.github.kvmtck.x86.cpu.Flags.CF;
import static io.github.kvmtck.x86.cpu.Flags.OF;
import static io.github.kvmtck.x86.cpu.Flags.PF;
import static io.github.kvmtck.x86.cpu.Flags.SF;
import static io.github.kvmtck.x86.cpu.Flags.ZF;

import io.github.kvmtck.x86.cpu.Flags;

/**
 * Flags that the manuals leave undefined after an instruction, whatever its operands: emulators
 * differ in them. Silicon is compared more exactly.
 */
final class UndefinedFlags {
  private UndefinedFlags() {}

  static long of(Situation situation) {
    return switch (situation.mnemonic()) {
      case "AND", "OR", "XOR", "TEST" -> AF;
      case "AAA", "AAS" -> OF | SF | ZF | PF;
      case "DAA", "DAS", "ROL", "ROR", "RCL", "RCR" -> OF;
      case "AAD", "AAM" -> OF | AF | CF;
      case "MUL", "IMUL" -> SF | ZF | AF | PF;
      case "DIV", "IDIV" -> Flags.ARITHMETIC;
      case "TZCNT", "LZCNT" -> OF | SF | AF | PF;
      case "BSF", "BSR" -> CF | OF | SF | AF | PF;
      case "BLSI", "BLSR", "BLSMSK", "BZHI", "ANDN" -> AF | PF;
      case "BEXTR" -> AF | SF | PF;
      case "BT", "BTS", "BTR", "BTC" -> OF | SF | AF | PF;
      case "SHL", "SHR", "SAR", "SHLD", "SHRD" -> AF | OF | CF;
      default -> 0;
    };
  }
}
