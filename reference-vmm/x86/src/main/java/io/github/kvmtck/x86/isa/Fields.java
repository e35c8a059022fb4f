package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;

/** An instruction being decoded. */
final class Fields {
  int operandBits;
  int addressBits;
  int segment = Segment.DS;
  int reg;
  int modrm;
  int vex;
  int rm = Insn.MEMORY;
  int base = Gpr.ZERO;
  int index = Gpr.ZERO;
  int scale;
  long displacement;
  long immediate;
  long immediate2;

  Insn insn(Form form, int length, Prefixes p) {
    long mask = addressBits == 64 ? -1L : (1L << addressBits) - 1;
    int used = p.override >= 0 ? p.override : segment;
    int repeat = form.prefix() == p.repeat ? 0 : p.repeat;
    return new Insn(
        form,
        length,
        operandBits,
        mask,
        used,
        reg,
        rm,
        modrm,
        vex,
        base,
        index,
        scale,
        displacement,
        immediate,
        immediate2,
        repeat,
        p.lock,
        p.override);
  }
}
