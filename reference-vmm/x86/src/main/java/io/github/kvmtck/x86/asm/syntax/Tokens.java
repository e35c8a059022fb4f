package io.github.kvmtck.x86.asm.syntax;

import java.util.List;

/** The tokens of one line with a cursor. */
final class Tokens {
  private final List<Token> all;
  private int at;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token peek() {
    return all.get(at);
  }

  Token second() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  Token next() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean take(String sign) {
    boolean there = peek().is(sign);
    if (there) {
      at++;
    }
    return there;
  }

  boolean takeName(String name) {
    boolean there = peek().isName(name);
    if (there) {
      at++;
    }
    return there;
  }

  void expect(String sign) {
    if (!take(sign)) {
      throw wrong("\"" + sign + "\"");
    }
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  AssemblyException wrong(String needed) {
    return new AssemblyException(
        peek().at(), "%s stands where %s is needed".formatted(peek().shown(), needed));
  }
}
