package io.github.kvmtck.x86.asm.syntax;

import io.github.kvmtck.x86.asm.syntax.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads expressions: {@code |}, {@code &}, shifts, sums, products, signs, from loose to tight. */
final class ExpressionParser {
  private static final List<List<String>> LEVELS =
      List.of(List.of("|"), List.of("&"), List.of("<<", ">>"), List.of("+", "-"), List.of("*"));

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression parse() {
    return level(0);
  }

  private Expression level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expression left = level(level + 1);
    while (tokens.peek().kind() == Kind.SIGN && LEVELS.get(level).contains(tokens.peek().text())) {
      String operator = tokens.next().text();
      left = new Expression.Binary(operator, left, level(level + 1));
    }
    return left;
  }

  private Expression unary() {
    if (tokens.take("-")) {
      Expression operand = unary();
      return operand instanceof Expression.Constant(long value)
          ? new Expression.Constant(-value)
          : new Expression.Binary("-", Expression.Constant.ZERO, operand);
    }
    if (tokens.take("~")) {
      return new Expression.Binary("-", new Expression.Constant(-1), unary());
    }
    return tokens.take("+") ? unary() : primary();
  }

  private Expression primary() {
    Token token = tokens.peek();
    if (tokens.take("(")) {
      Expression inner = parse();
      tokens.expect(")");
      return inner;
    }
    if (tokens.take("$")) {
      return new Expression.Here();
    }
    if (tokens.take("$$")) {
      return new Expression.Start();
    }
    switch (token.kind()) {
      case NUMBER -> {
        tokens.next();
        return new Expression.Constant(token.value());
      }
      case STRING -> {
        tokens.next();
        return new Expression.Constant(characters(token));
      }
      case NAME -> {
        tokens.next();
        return Register.named(name(token))
            .<Expression>map(register -> new Expression.Reg(register, token.at()))
            .orElseGet(() -> new Expression.Symbol(token.text(), token.at()));
      }
      default -> throw tokens.wrong("a value");
    }
  }

  /** A name, which of an x87 register has a number in parentheses. */
  private String name(Token token) {
    if (!token.isName("st") || !tokens.take("(")) {
      return token.text();
    }
    Token number = tokens.next();
    tokens.expect(")");
    return "st(" + number.text() + ")";
  }

  /** Characters as memory holds them: the first is the lowest byte. */
  private static long characters(Token token) {
    byte[] bytes = token.text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > 8) {
      throw new AssemblyException(token.at(), "a character value has 1 to 8 bytes");
    }
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }
}
