package io.github.kvmtck.x86.asm.syntax;

import io.github.kvmtck.x86.asm.syntax.Argument.Distance;
import io.github.kvmtck.x86.asm.syntax.Register.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one operand: NASM's and GNU's ways of Intel syntax where they do not contradict. */
final class ArgumentParser {
  private static final Map<String, Integer> SIZES =
      Map.of(
          "byte", 8, "word", 16, "dword", 32, "fword", 48, "qword", 64, "tbyte", 80, "tword", 80,
          "oword", 128, "xmmword", 128);

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private int size;
  private Distance distance = Distance.ANY;

  private ArgumentParser(Tokens tokens) {
    this.tokens = tokens;
    expressions = new ExpressionParser(tokens);
  }

  static Argument parse(Tokens tokens) {
    return new ArgumentParser(tokens).argument();
  }

  private Argument argument() {
    Position at = tokens.peek().at();
    keywords();
    if (tokens.peek().is("[")) {
      return memory(Optional.empty(), Expression.Constant.ZERO, at);
    }
    Optional<Register> segment = segment();
    if (segment.isPresent()) {
      return tokens.peek().is("[")
          ? memory(segment, Expression.Constant.ZERO, at)
          : direct(segment, expressions.parse(), at);
    }
    Expression value = expressions.parse();
    if (value instanceof Expression.Reg(Register register, Position where)) {
      return register(register, where, at);
    }
    if (tokens.take(":")) {
      return new Argument.Far(value, expressions.parse(), at);
    }
    return tokens.peek().is("[")
        ? memory(Optional.empty(), value, at)
        : new Argument.Imm(value, size, distance, at);
  }

  private Argument register(Register register, Position where, Position at) {
    if (size != 0 && size != register.bits()) {
      throw new AssemblyException(
          at, "%s has %d bits, not %d".formatted(register.name(), register.bits(), size));
    }
    return new Argument.Reg(register, where);
  }

  private void keywords() {
    while (tokens.peek().kind() == Token.Kind.NAME) {
      String word = tokens.peek().text().toLowerCase(Locale.ROOT);
      switch (word) {
        case "short" -> distance = Distance.SHORT;
        case "near" -> distance = Distance.NEAR;
        case "far" -> distance = Distance.FAR;
        case "offset", "ptr" -> {}
        default -> {
          Integer bits = SIZES.get(word);
          if (bits == null) {
            return;
          }
          size = bits;
        }
      }
      tokens.next();
    }
  }

  private Optional<Register> segment() {
    if (tokens.peek().kind() != Token.Kind.NAME || !tokens.second().is(":")) {
      return Optional.empty();
    }
    Optional<Register> register =
        Register.named(tokens.peek().text()).filter(r -> r.kind() == Kind.SEGMENT);
    if (register.isPresent()) {
      tokens.next();
      tokens.next();
    }
    return register;
  }

  private Argument direct(Optional<Register> segment, Expression value, Position at) {
    return tokens.peek().is("[")
        ? memory(segment, value, at)
        : new Argument.Mem(size, distance, segment, Address.absolute(value), at);
  }

  private Argument memory(Optional<Register> outside, Expression displacement, Position at) {
    Optional<Register> segment = outside;
    Expression sum = displacement;
    boolean relative = false;
    while (tokens.take("[")) {
      Optional<Register> inside = segment();
      if (inside.isPresent() && segment.isPresent()) {
        throw new AssemblyException(at, "the operand names two segments");
      }
      segment = segment.isPresent() ? segment : inside;
      relative |= tokens.takeName("rel");
      Expression term = expressions.parse();
      sum = sum == Expression.Constant.ZERO ? term : new Expression.Binary("+", sum, term);
      tokens.expect("]");
    }
    return new Argument.Mem(size, distance, segment, Address.of(sum, relative, at), at);
  }
}
