package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.Argument.Distance;
import io.github.kvmtck.x86.asm.syntax.Prefix;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shapes that could encode a written instruction, in table order: of each form one, that with
 * the fewest prefixes, so that a size nobody wrote is the mode's own.
 */
final class Choice {
  private final Instruction instruction;
  private final int codeBits;

  private Choice(Instruction instruction, int codeBits) {
    this.instruction = instruction;
    this.codeBits = codeBits;
  }

  static List<Shape> shapes(List<Form> forms, Instruction instruction, int codeBits) {
    Choice choice = new Choice(instruction, codeBits);
    List<Shape> shapes = new ArrayList<>();
    for (Form form : forms) {
      choice.shape(form).ifPresent(shapes::add);
    }
    return choice.nearFirst(shapes);
  }

  private Optional<Shape> shape(Form form) {
    return Shape.of(form, codeBits).stream()
        .filter(shape -> addressFits(shape.addressBits()))
        .filter(shape -> operandFits(shape.operandPrefix()))
        .filter(shape -> Fit.fits(form, shape.bits(), instruction.arguments()))
        .filter(shape -> encodable(shape.wide()))
        .findFirst();
  }

  private boolean addressFits(int bits) {
    for (Argument argument : instruction.arguments()) {
      if (argument instanceof Argument.Mem memory
          && memory.address().bits() != 0
          && memory.address().bits() != bits) {
        return false;
      }
    }
    return agrees(Prefix.ADDR16, bits == 16) && agrees(Prefix.ADDR32, bits == 32);
  }

  /** A size written as a word asks for the byte, whether or not the form has such operands. */
  private boolean operandFits(boolean prefix) {
    boolean sixteen = prefix == (codeBits != 16);
    return agrees(Prefix.DATA16, sixteen) && agrees(Prefix.DATA32, !sixteen);
  }

  private boolean agrees(Prefix word, boolean holds) {
    return holds || !instruction.prefixes().contains(word);
  }

  /** SDM vol. 2, 2.2.1.2: AH to BH cannot be named beside REX. */
  private boolean encodable(boolean wide) {
    boolean high = false;
    boolean rex = wide;
    for (Argument argument : instruction.arguments()) {
      switch (argument) {
        case Argument.Reg(Register register, var at) -> {
          high |= register.highByte();
          rex |= register.needsRex();
        }
        case Argument.Mem memory -> {
          rex |= memory.address().base().filter(Register::needsRex).isPresent();
          rex |= memory.address().index().filter(Register::needsRex).isPresent();
        }
        default -> {}
      }
    }
    return !(high && rex) && (codeBits == 64 || !rex);
  }

  /** An indirect target without a size is near. */
  private List<Shape> nearFirst(List<Shape> shapes) {
    boolean open =
        instruction.arguments().stream()
            .anyMatch(
                a -> a instanceof Argument.Mem m && m.size() == 0 && m.distance() == Distance.ANY);
    List<Shape> near =
        shapes.stream()
            .filter(s -> s.form().operands().stream().noneMatch(o -> o.size() == Size.FAR))
            .toList();
    return open && !near.isEmpty() ? near : shapes;
  }
}
