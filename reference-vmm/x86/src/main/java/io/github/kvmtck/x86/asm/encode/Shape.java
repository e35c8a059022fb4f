package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A form at one operand and address size.
 *
 * @param bits operand size as the decoder will see it
 * @param operandPrefix 66 is needed
 * @param addressPrefix 67 is needed
 * @param wide REX.W is needed
 */
record Shape(
    Form form,
    int bits,
    int addressBits,
    boolean operandPrefix,
    boolean addressPrefix,
    boolean wide) {
  private static final Set<Kind> VECTORS =
      Set.of(Kind.XMM, Kind.XMM_RM, Kind.XMM_REG, Kind.MM, Kind.MM_RM, Kind.MM_REG);

  private static final boolean[] NO_YES = {false, true};
  private static final boolean[] NO = {false};

  /** Every shape of a form in a mode, those with fewer prefixes first. */
  static List<Shape> of(Form form, int codeBits) {
    List<Shape> shapes = new ArrayList<>();
    for (boolean addressPrefix : NO_YES) {
      int addressBits = addressBits(codeBits, addressPrefix);
      for (boolean operandPrefix : selectsByPrefix(form) ? NO : NO_YES) {
        for (boolean wide : codeBits == 64 ? NO_YES : NO) {
          int bits = form.operandBits(codeBits, operandPrefix, wide);
          if (form.covers(bits, addressBits, codeBits == 64)) {
            shapes.add(new Shape(form, bits, addressBits, operandPrefix, addressPrefix, wide));
          }
        }
      }
    }
    return shapes;
  }

  /** SDM vol. 2, 2.1.1: before these, 66 is part of the opcode and no operand size. */
  private static boolean selectsByPrefix(Form form) {
    return form.vex()
        || form.prefix() == 0x66
        || form.operands().stream().map(Operand::kind).anyMatch(VECTORS::contains);
  }

  private static int addressBits(int codeBits, boolean prefix) {
    return switch (codeBits) {
      case 16 -> prefix ? 32 : 16;
      case 32 -> prefix ? 16 : 32;
      default -> prefix ? 32 : 64;
    };
  }
}
