package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Insn;

/** The memory operand of a decoded instruction as text. */
final class MemoryText {
  private final Insn insn;

  MemoryText(Insn insn) {
    this.insn = insn;
  }

  /** Whether its registers tell the address size. */
  boolean showsSize() {
    return hasBase() || hasIndex();
  }

  private boolean hasBase() {
    return insn.base() != Gpr.ZERO && insn.base() != Gpr.RIP;
  }

  private boolean hasIndex() {
    return insn.index() != Gpr.ZERO;
  }

  String text() {
    String segment = insn.override() >= 0 ? Register.segment(insn.override()).name() + ":" : "";
    if (insn.base() == Gpr.RIP) {
      return segment + "[rip" + displacement(true) + "]";
    }
    if (!showsSize()) {
      long offset = insn.displacement() & insn.addressMask();
      return (segment.isEmpty() ? Register.segment(Segment.DS).name() + ":" : segment)
          + "0x%x".formatted(offset);
    }
    return segment + "[" + registers() + displacement(mustBeThere()) + "]";
  }

  private String registers() {
    String base = hasBase() ? Register.general(insn.base(), insn.addressBits()).name() : "";
    if (!hasIndex()) {
      return base;
    }
    String index = Register.general(insn.index(), insn.addressBits()).name();
    String scaled = insn.addressBits() == 16 ? index : index + "*" + (1 << insn.scale());
    return base.isEmpty() ? scaled : base + "+" + scaled;
  }

  /** Addresses that have no encoding without a displacement: SDM vol. 2, tables 2-1 to 2-3. */
  private boolean mustBeThere() {
    if (insn.addressBits() == 16) {
      return insn.base() == Gpr.RBP && !hasIndex();
    }
    return !hasBase() || (insn.base() & 7) == Gpr.RBP;
  }

  private String displacement(boolean always) {
    long value = insn.displacement();
    if (value == 0 && !always) {
      return "";
    }
    return value < 0 ? "-0x%x".formatted(-value) : "+0x%x".formatted(value);
  }
}
