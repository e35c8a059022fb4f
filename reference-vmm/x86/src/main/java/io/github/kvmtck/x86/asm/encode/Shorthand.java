package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.Argument;
import io.github.kvmtck.x86.asm.syntax.Argument.Distance;
import io.github.kvmtck.x86.asm.syntax.Expression;
import io.github.kvmtck.x86.asm.syntax.Expression.Constant;
import io.github.kvmtck.x86.asm.syntax.Position;
import io.github.kvmtck.x86.asm.syntax.Register;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that stand for an instruction with a WAIT before it or with an immediate, and operands of
 * the x87 that may be left out (SDM vol. 2: FINIT, CMPPS, PCLMULQDQ, FADD and others).
 */
final class Shorthand {
  private static final Set<String> WAITING =
      Set.of("fclex", "fdisi", "feni", "finit", "fsave", "fsetpm", "fstcw", "fstenv", "fstsw");

  private static final List<String> PREDICATES =
      List.of("eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord");

  private static final Map<String, Integer> HALVES =
      Map.of("lqlq", 0x00, "hqlq", 0x01, "lqhq", 0x10, "hqhq", 0x11);

  private static final Set<String> ARITHMETIC =
      Set.of("fadd", "fmul", "fsub", "fsubr", "fdiv", "fdivr");

  private static final Set<String> POPPING =
      Set.of("faddp", "fmulp", "fsubp", "fsubrp", "fdivp", "fdivrp");

  private static final Set<String> ONE_REGISTER =
      Set.of("fcom", "fcomp", "fucom", "fucomp", "fxch");

  private static final Set<String> COMPARING_FLAGS = Set.of("fcomi", "fcomip", "fucomi", "fucomip");

  private static final Set<String> STATUS = Set.of("fstsw", "fnstsw");

  /** The immediate of a name that stands for one. */
  private static final Map<String, Integer> IMMEDIATES = new LinkedHashMap<>();

  /** What each name is in the table. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    WAITING.forEach(name -> NAMES.put(name, "fn" + name.substring(1)));
    for (String type : List.of("ps", "pd", "ss", "sd")) {
      for (int i = 0; i < PREDICATES.size(); i++) {
        immediate("cmp" + PREDICATES.get(i) + type, "cmp" + type, i);
      }
    }
    HALVES.forEach((half, value) -> immediate("pclmul" + half + "dq", "pclmulqdq", value));
  }

  private Shorthand() {}

  private static void immediate(String name, String meaning, int value) {
    NAMES.put(name, meaning);
    IMMEDIATES.put(name, value);
  }

  /** The names, with those in the table that they stand for. */
  static Map<String, String> names() {
    return NAMES;
  }

  /** Whether a name asks for WAIT before the instruction. */
  static boolean waits(String name) {
    return WAITING.contains(name);
  }

  /** The arguments with those that the name implies. */
  static List<Argument> complete(String name, List<Argument> written, Position at) {
    Integer immediate = IMMEDIATES.get(name);
    if (immediate != null) {
      List<Argument> all = new ArrayList<>(written);
      Expression value = new Constant(immediate);
      all.add(new Argument.Imm(value, 0, Distance.ANY, at));
      return all;
    }
    boolean none = written.isEmpty();
    boolean stack =
        written.size() == 1
            && written.getFirst() instanceof Argument.Reg(Register register, var _)
            && register.kind() == Register.Kind.ST;
    if (none && STATUS.contains(name)) {
      return List.of(new Argument.Reg(Register.general(0, 16), at));
    }
    if (!none && !stack) {
      return written;
    }
    Argument top = new Argument.Reg(Register.stack(0), at);
    Argument other = none ? new Argument.Reg(Register.stack(1), at) : written.getFirst();
    if (POPPING.contains(name)) {
      return List.of(other, top);
    }
    if (COMPARING_FLAGS.contains(name) || stack && ARITHMETIC.contains(name)) {
      return List.of(top, other);
    }
    return none && ONE_REGISTER.contains(name) ? List.of(other) : written;
  }
}
