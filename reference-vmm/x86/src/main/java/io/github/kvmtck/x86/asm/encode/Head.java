package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.Prefix;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything in front of the ModRM byte, and the ModRM fields, from shape and registers. */
final class Head {
  private final Shape shape;
  private final Instruction instruction;
  private int rex;
  private int opcode;
  private int reg;
  private int rm;
  private int vex;
  private Optional<Argument.Mem> memory = Optional.empty();

  Head(Shape shape, Instruction instruction) {
    this.shape = shape;
    this.instruction = instruction;
    opcode = shape.form().opcode();
    rex = shape.wide() ? 0x48 : 0;
    if (shape.form().modrm().kind() == Form.Modrm.Kind.DIGIT) {
      reg = shape.form().modrm().value();
    }
    List<Operand> operands = shape.form().operands();
    for (int i = 0; i < operands.size(); i++) {
      place(operands.get(i).kind(), instruction.arguments().get(i));
    }
  }

  private void place(Operand.Kind kind, Argument argument) {
    if (argument instanceof Argument.Mem mem) {
      memory = Optional.of(mem);
    } else if (argument instanceof Argument.Reg(Register register, var at)) {
      int low = register.code();
      boolean high = register.number() >= 8 && !register.highByte();
      rex |= register.needsRex() ? 0x40 : 0;
      switch (kind) {
        case REG, SREG, CREG, DREG, XMM, MM -> {
          reg = low;
          rex |= high ? 4 : 0;
        }
        case VEX_REG -> vex = register.number();
        case RM, RM_REG, XMM_RM, XMM_REG, MM_RM, MM_REG, ST -> {
          rm = low;
          rex |= high ? 1 : 0;
        }
        case OPCODE_REG -> {
          opcode |= low;
          rex |= high ? 1 : 0;
        }
        default -> {}
      }
    }
  }

  Optional<Argument.Mem> memory() {
    return memory;
  }

  int reg() {
    return reg;
  }

  int rm() {
    return rm;
  }

  /** Prefixes in the order that GNU as writes them, REX, escapes, opcode. */
  byte[] bytes(Optional<EffectiveAddress> address) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    segment().ifPresent(p -> out.write(p.code()));
    instruction.prefixes().stream().filter(Prefix::segment).forEach(p -> out.write(p.code()));
    if (shape.addressPrefix()) {
      out.write(0x67);
    }
    if (shape.operandPrefix()) {
      out.write(0x66);
    }
    instruction.prefixes().stream().filter(Prefix::repeats).forEach(p -> out.write(p.code()));
    if (instruction.prefixes().contains(Prefix.LOCK)) {
      out.write(0xf0);
    }
    Form form = shape.form();
    if (form.vex()) {
      vex(out, address);
      return out.toByteArray();
    }
    if (form.prefix() != 0) {
      out.write(form.prefix());
    }
    int rexByte = rex(address);
    if (rexByte != 0) {
      out.write(rexByte | 0x40);
    }
    if (form.map() > 0) {
      out.write(0x0f);
    }
    if (form.map() > 1) {
      out.write(form.map() == 2 ? 0x38 : 0x3a);
    }
    out.write(opcode);
    return out.toByteArray();
  }

  private int rex(Optional<EffectiveAddress> address) {
    int index = address.filter(EffectiveAddress::rexIndex).isPresent() ? 0x42 : 0;
    int base = address.filter(EffectiveAddress::rexBase).isPresent() ? 0x41 : 0;
    return rex | index | base;
  }

  /** The two-byte prefix where it can say all (SDM vol. 2, 2.3.5), and the opcode. */
  private void vex(ByteArrayOutputStream out, Optional<EffectiveAddress> address) {
    Form form = shape.form();
    int bits = ~rex(address);
    int prefix = form.prefix() == 0 ? 0 : form.prefix() == 0x66 ? 1 : form.prefix() == 0xf3 ? 2 : 3;
    int low = (~vex & 15) << 3 | prefix;
    if (form.map() == 1 && (bits & 11) == 11) {
      out.write(0xc5);
      out.write((bits & 4) << 5 | low);
    } else {
      out.write(0xc4);
      out.write((bits & 7) << 5 | form.map());
      out.write((~bits & 8) << 4 | low);
    }
    out.write(opcode);
  }

  /** An override that is the default anyway is not written. */
  private Optional<Prefix> segment() {
    return memory
        .flatMap(Argument.Mem::segment)
        .filter(register -> register.number() != defaultSegment())
        .map(register -> Prefix.valueOf(register.name().toUpperCase(Locale.ROOT)));
  }

  private int defaultSegment() {
    int base = memory.flatMap(m -> m.address().base()).map(Register::number).orElse(-1);
    return base == 4 || base == 5 ? Segment.SS : Segment.DS;
  }
}
