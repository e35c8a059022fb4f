package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import io.github.kvmtck.x86.asm.syntax.Prefix;
import io.github.kvmtck.x86.asm.syntax.Register;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why an instruction cannot be assembled, and what could be. */
final class Refusal {
  private static final int SHOWN = 12;

  private final Instruction written;
  private final int codeBits;
  private final String name;

  Refusal(Instruction written, int codeBits) {
    this.written = written;
    this.codeBits = codeBits;
    name = written.mnemonic().toUpperCase(Locale.ROOT);
  }

  AssemblyException unknown(Mnemonics mnemonics) {
    String hint =
        mnemonics
            .near(written.mnemonic())
            .map(near -> "; did you mean %s?".formatted(near.toUpperCase(Locale.ROOT)))
            .orElse("");
    return error("there is no instruction %s%s".formatted(name, hint));
  }

  AssemblyException noForm(List<Form> forms) {
    Optional<String> new64 = register(Register::only64).filter(name -> codeBits != 64);
    if (new64.isPresent()) {
      return error(
          "%s exists only in 64-bit code, and this is %d-bit code"
              .formatted(new64.get(), codeBits));
    }
    Optional<String> high = register(Register::highByte);
    Optional<String> rex = register(Register::needsRex);
    if (high.isPresent() && rex.isPresent()) {
      return error("%s cannot stand beside %s".formatted(high.get(), rex.get()));
    }
    List<Form> here = forms.stream().filter(form -> !Shape.of(form, codeBits).isEmpty()).toList();
    if (here.isEmpty()) {
      return error("%s does not exist in %d-bit code".formatted(name, codeBits));
    }
    List<String> takes = here.stream().map(Refusal::operands).distinct().toList();
    String shown = takes.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return error(
        "no form of %s takes %s; %s takes %s%s"
            .formatted(name, operands(), name, shown, takes.size() > SHOWN ? ", …" : ""));
  }

  private Optional<String> register(Predicate<Register> which) {
    return written.arguments().stream()
        .flatMap(Refusal::registers)
        .filter(which)
        .map(Register::name)
        .findFirst();
  }

  private static Stream<Register> registers(Argument argument) {
    return switch (argument) {
      case Argument.Reg(Register r, var at) -> Stream.of(r);
      case Argument.Mem m ->
          Stream.concat(m.address().base().stream(), m.address().index().stream());
      case Argument.Imm i -> Stream.empty();
      case Argument.Far f -> Stream.empty();
    };
  }

  private static String operands(Form form) {
    return form.operands().isEmpty()
        ? "no operands"
        : form.operands().stream().map(Operand::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private String operands() {
    return written.arguments().isEmpty()
        ? "no operands"
        : written.arguments().stream()
            .map(Refusal::kind)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String kind(Argument argument) {
    return switch (argument) {
      case Argument.Reg(Register r, var at) ->
          r.kind() == Register.Kind.GENERAL ? "r" + r.bits() : r.name();
      case Argument.Mem m -> m.size() == 0 ? "m" : "m" + m.size();
      case Argument.Imm i -> i.size() == 0 ? "imm" : "imm" + i.size();
      case Argument.Far f -> "ptr16:imm";
    };
  }

  /** The operands are right, but not at the size that a prefix word asks for. */
  AssemblyException size() {
    String words =
        written.prefixes().stream()
            .filter(Prefix::sizes)
            .map(Prefix::name)
            .collect(Collectors.joining(" "));
    return error(
        "%s does not go with %s %s in %d-bit code"
            .formatted(words, name, written.arguments().isEmpty() ? "" : operands(), codeBits)
            .replace("  ", " "));
  }

  /** A size that nothing says must not be guessed. */
  void checkSize(List<Shape> shapes, Instruction instruction) {
    Set<Integer> widths = new TreeSet<>();
    for (int i = 0; i < instruction.arguments().size(); i++) {
      if (instruction.arguments().get(i) instanceof Argument.Mem m && m.size() == 0) {
        for (Shape shape : shapes) {
          Operand operand = shape.form().operands().get(i);
          if (operand.size() != Operand.Size.NONE && operand.size() != Operand.Size.FAR) {
            widths.add(operand.bits(shape.bits()));
          }
        }
        if (widths.size() > 1) {
          throw new AssemblyException(
              m.at(),
              "the size of the memory operand is open: write %s in front of it"
                  .formatted(
                      widths.stream().map(Refusal::sizeName).collect(Collectors.joining(" or "))));
        }
      }
    }
  }

  private static String sizeName(int bits) {
    return switch (bits) {
      case 8 -> "byte ptr";
      case 16 -> "word ptr";
      case 32 -> "dword ptr";
      case 64 -> "qword ptr";
      case 80 -> "tbyte ptr";
      default -> "xmmword ptr";
    };
  }

  /** The shapes that the written prefixes may stand before. */
  List<Shape> withPrefixes(List<Shape> shapes, Instruction instruction) {
    if (shapes.isEmpty()) {
      return shapes;
    }
    List<Shape> left = shapes;
    for (Prefix prefix : instruction.prefixes()) {
      left = left.stream().filter(s -> allowed(prefix, s.form(), instruction)).toList();
      if (left.isEmpty()) {
        throw error(
            "%s does not go with %s %s"
                .formatted(prefix, name, instruction.arguments().isEmpty() ? "" : operands())
                .strip());
      }
    }
    return left;
  }

  private static boolean allowed(Prefix prefix, Form form, Instruction instruction) {
    return switch (prefix) {
      case LOCK ->
          form.has(Attribute.LOCK) && instruction.arguments().getFirst() instanceof Argument.Mem;
      case REP -> form.has(Attribute.REP) || form.has(Attribute.REPCC);
      case REPE, REPNE -> form.has(Attribute.REPCC);
      default -> true;
    };
  }

  private AssemblyException error(String message) {
    return new AssemblyException(written.at(), message);
  }
}
