package io.github.kvmtck.x86.asm.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An effective address.
 *
 * @param scale 1, 2, 4 or 8
 * @param fromNext the displacement is a target, to be reached from the end of the instruction
 */
public record Address(
    Optional<Register> base,
    Optional<Register> index,
    int scale,
    Expression displacement,
    boolean fromNext) {

  /** Width of its registers: 16, 32, 64, or 0 if it has none. */
  public int bits() {
    return base.or(() -> index).map(Register::bits).orElse(0);
  }

  /** Whether it is relative to the instruction pointer. */
  public boolean pointerRelative() {
    return base.filter(r -> r.kind() == Register.Kind.POINTER).isPresent();
  }

  /** An absolute address. */
  public static Address absolute(Expression displacement) {
    return new Address(Optional.empty(), Optional.empty(), 1, displacement, false);
  }

  /** Takes what stands between brackets apart. */
  static Address of(Expression expression, boolean relative, Position at) {
    Terms terms = new Terms();
    terms.add(expression, false);
    if (relative) {
      terms.registers.add(new Scaled(Register.named("rip").orElseThrow(), 1, false, at));
    }
    return terms.address(at);
  }

  private record Scaled(Register register, long scale, boolean explicit, Position at) {}

  /** A sum taken apart into registers and the rest. */
  private static final class Terms {
    private final List<Scaled> registers = new ArrayList<>();
    private Expression rest = Expression.Constant.ZERO;

    void add(Expression term, boolean negative) {
      switch (term) {
        case Expression.Binary(String op, Expression left, Expression right)
            when op.equals("+") || op.equals("-") -> {
          add(left, negative);
          add(right, negative != op.equals("-"));
        }
        case Expression.Binary(String op, Expression.Reg r, Expression.Constant(long n))
            when op.equals("*") ->
            register(r, n, true, negative);
        case Expression.Binary(String op, Expression.Constant(long n), Expression.Reg r)
            when op.equals("*") ->
            register(r, n, true, negative);
        case Expression.Reg r -> register(r, 1, false, negative);
        default -> {
          boolean first = rest == Expression.Constant.ZERO && !negative;
          rest = first ? term : new Expression.Binary(negative ? "-" : "+", rest, term);
        }
      }
    }

    private void register(Expression.Reg r, long scale, boolean explicit, boolean negative) {
      if (negative) {
        throw new AssemblyException(
            r.at(), "%s cannot be subtracted in an address".formatted(r.register().name()));
      }
      registers.add(new Scaled(r.register(), scale, explicit, r.at()));
    }

    private Address address(Position at) {
      if (registers.size() > 2) {
        throw new AssemblyException(at, "an address has at most two registers");
      }
      registers.forEach(Terms::check);
      if (registers.isEmpty()) {
        return absolute(rest);
      }
      Scaled first = registers.getFirst();
      if (registers.size() == 1) {
        return single(first);
      }
      Scaled second = registers.getLast();
      if (first.register().bits() != second.register().bits()
          || first.register().kind() != second.register().kind()) {
        throw new AssemblyException(
            at,
            "%s and %s cannot stand in one address"
                .formatted(first.register().name(), second.register().name()));
      }
      return first.register().bits() == 16 ? small(first, second, at) : pair(first, second, at);
    }

    private static void check(Scaled r) {
      String name = r.register().name();
      boolean pointer = r.register().kind() == Register.Kind.POINTER;
      if (!pointer && (r.register().kind() != Register.Kind.GENERAL || r.register().bits() == 8)) {
        throw new AssemblyException(r.at(), name + " cannot stand in an address");
      }
      boolean power = r.scale() == 1 || r.scale() == 2 || r.scale() == 4 || r.scale() == 8;
      if (!power || r.explicit() && (pointer || r.register().bits() == 16)) {
        throw new AssemblyException(
            r.at(),
            "%s*%d: a 32-bit or 64-bit register times 1, 2, 4 or 8 is possible"
                .formatted(name, r.scale()));
      }
    }

    private Address single(Scaled r) {
      if (r.explicit()) {
        if (r.register().number() == 4) {
          throw notIndex(r);
        }
        return new Address(
            Optional.empty(), Optional.of(r.register()), (int) r.scale(), rest, false);
      }
      if (r.register().bits() == 16) {
        checkSmall(r);
      }
      boolean target = r.register().kind() == Register.Kind.POINTER && rest.moves();
      return new Address(Optional.of(r.register()), Optional.empty(), 1, rest, target);
    }

    private Address pair(Scaled first, Scaled second, Position at) {
      // SDM vol. 2, table 2-3: the stack pointer cannot be an index, so it becomes the base.
      boolean swap =
          first.explicit() && !second.explicit()
              || !first.explicit() && !second.explicit() && second.register().number() == 4;
      Scaled base = swap ? second : first;
      Scaled index = swap ? first : second;
      if (base.explicit()) {
        throw new AssemblyException(at, "only one register of an address can be scaled");
      }
      if (index.register().number() == 4) {
        throw notIndex(index);
      }
      return new Address(
          Optional.of(base.register()),
          Optional.of(index.register()),
          (int) index.scale(),
          rest,
          false);
    }

    private Address small(Scaled first, Scaled second, Position at) {
      boolean swap = second.register().number() == 3 || second.register().number() == 5;
      Scaled base = swap ? second : first;
      Scaled index = swap ? first : second;
      checkSmall(base);
      checkSmall(index);
      if (base.register().number() > 5 || index.register().number() < 6) {
        throw new AssemblyException(
            at,
            "a 16-bit address pairs bx or bp with si or di, not %s with %s"
                .formatted(first.register().name(), second.register().name()));
      }
      return new Address(
          Optional.of(base.register()), Optional.of(index.register()), 1, rest, false);
    }

    private static void checkSmall(Scaled r) {
      int n = r.register().number();
      if (n != 3 && n != 5 && n != 6 && n != 7) {
        throw new AssemblyException(
            r.at(),
            "%s cannot stand in a 16-bit address: bx, bp, si and di can"
                .formatted(r.register().name()));
      }
    }

    private static AssemblyException notIndex(Scaled r) {
      return new AssemblyException(
          r.at(),
          "%s cannot be the scaled or second register of an address"
              .formatted(r.register().name()));
    }
  }
}
