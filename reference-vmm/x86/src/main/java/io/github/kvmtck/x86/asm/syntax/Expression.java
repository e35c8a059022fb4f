package io.github.kvmtck.x86.asm.syntax;

/** A value that may need labels to be known; 64 bits, wrapping. */
public sealed interface Expression {

  /** What expressions refer to. */
  interface Scope {
    /** Address of a label. */
    long label(Symbol symbol);

    /** Address of the statement: {@code $}. */
    long here();

    /** Address of the first byte: {@code $$}. */
    long start();
  }

  record Constant(long value) implements Expression {
    static final Constant ZERO = new Constant(0);
  }

  record Symbol(String name, Position at) implements Expression {}

  /** {@code $}. */
  record Here() implements Expression {}

  /** {@code $$}. */
  record Start() implements Expression {}

  /** A register: only inside an address. */
  record Reg(Register register, Position at) implements Expression {}

  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /** The value; a register is an {@link AssemblyException}. */
  default long value(Scope scope) {
    return switch (this) {
      case Constant n -> n.value();
      case Here h -> scope.here();
      case Start s -> scope.start();
      case Symbol s -> scope.label(s);
      case Reg r ->
          throw new AssemblyException(
              r.at(), "%s is a register where a number is needed".formatted(r.register().name()));
      case Binary b -> apply(b.operator(), b.left().value(scope), b.right().value(scope));
    };
  }

  private static long apply(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "&" -> a & b;
      case "|" -> a | b;
      case "<<" -> b < 64 ? a << b : 0;
      case ">>" -> b < 64 ? a >>> b : 0;
      default -> throw new IllegalStateException(operator);
    };
  }

  /** Whether the value is an address that moves with the program, not a distance or a constant. */
  default boolean moves() {
    return weight() == 1;
  }

  private int weight() {
    return switch (this) {
      case Symbol s -> 1;
      case Here h -> 1;
      case Start s -> 1;
      case Binary(String op, Expression left, Expression right) when op.equals("+") ->
          left.weight() + right.weight();
      case Binary(String op, Expression left, Expression right) when op.equals("-") ->
          left.weight() - right.weight();
      default -> 0;
    };
  }
}
