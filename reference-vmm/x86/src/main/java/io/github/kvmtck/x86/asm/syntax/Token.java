package io.github.kvmtck.x86.asm.syntax;

/**
 * A word of the source.
 *
 * @param text as written; of a string, what it stands for
 * @param value of a number
 */
record Token(Kind kind, String text, long value, Position at) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equalsIgnoreCase(name);
  }

  /** How messages name it. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the line";
      case STRING -> "'" + text + "'";
      default -> "\"" + text + "\"";
    };
  }
}
