package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Operand.Kind;
import io.github.kvmtck.x86.isa.Operand.Size;

/** Widths that a form gives to what is written, in bits. */
public final class Widths {
  private Widths() {}

  /** Of what a memory operand holds: a far pointer has its selector on top. */
  public static int memory(Operand operand, int bits) {
    return operand.bits(bits) + (operand.size() == Size.FAR ? 16 : 0);
  }

  /** Of the value that an immediate becomes: that of what it meets, else the operand size. */
  public static int immediate(Form form, int n, int bits) {
    Operand operand = form.operands().get(n);
    if (operand.kind() == Kind.UIMM) {
      return operand.bits(bits);
    }
    return n == 0 ? bits : form.operands().getFirst().bits(bits);
  }
}
