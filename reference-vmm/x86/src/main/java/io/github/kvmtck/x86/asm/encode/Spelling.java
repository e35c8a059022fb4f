package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.Argument.Distance;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Statement.Instruction;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ways to write an instruction that assemblers accept beside the manuals' own. */
final class Spelling {
  private static final Set<String> SYMMETRIC = Set.of("test", "xchg");
  private static final Set<String> DECIMAL_ADJUST = Set.of("aam", "aad");

  private Spelling() {}

  /** The ways, of which some form may take one: as written, completed, the other way round. */
  static List<Instruction> of(Instruction written) {
    Instruction complete = complete(written);
    boolean symmetric = SYMMETRIC.contains(name(written)) && written.arguments().size() == 2;
    return symmetric
        ? List.of(complete, with(complete, complete.arguments().reversed()))
        : List.of(complete);
  }

  /** Fills in what may be left out: IMUL's first source, the base of AAM and AAD, and more. */
  private static Instruction complete(Instruction i) {
    String name = name(i);
    List<Argument> a = i.arguments();
    if (name.equals("imul") && a.size() == 2 && a.getLast() instanceof Argument.Imm) {
      return with(i, List.of(a.getFirst(), a.getFirst(), a.getLast()));
    }
    if (DECIMAL_ADJUST.contains(name) && a.isEmpty()) {
      Expression ten = new Expression.Constant(10);
      return with(i, List.of(new Argument.Imm(ten, 0, Distance.ANY, i.at())));
    }
    return with(i, Shorthand.complete(name, a, i.at()));
  }

  /** As if no prefix word asked for an operand or address size. */
  static Instruction withoutSizes(Instruction i) {
    return new Instruction(
        i.prefixes().stream().filter(p -> !p.sizes()).toList(),
        i.mnemonic(),
        i.arguments(),
        i.at());
  }

  private static String name(Instruction i) {
    return i.mnemonic().toLowerCase(Locale.ROOT);
  }

  private static Instruction with(Instruction i, List<Argument> arguments) {
    return new Instruction(i.prefixes(), i.mnemonic(), arguments, i.at());
  }
}
