package io.github.kvmtck.x86.asm.syntax;

import io.github.kvmtck.x86.asm.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts one source line into tokens. Comments start with {@code ;} or {@code #}. */
final class Lexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+)|(?<comment>[;#].*)|(?<number>[0-9][0-9A-Za-z]*)"
              + "|(?<name>[A-Za-z_.?@][A-Za-z0-9_.$?@]*)|(?<string>'[^']*'|\"[^\"]*\")"
              + "|(?<sign>\\$\\$|<<|>>|[$\\[\\](),:+\\-*~&|=])");
  private static final Pattern HEX = Pattern.compile("0x([0-9a-f]+)|([0-9][0-9a-f]*)h");
  private static final Pattern BINARY = Pattern.compile("0b([01]+)");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

  private Lexer() {}

  static List<Token> tokens(String line, int number) {
    List<Token> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(line);
    int end = line.length();
    for (int i = 0; i < line.length(); i = m.end()) {
      Position at = new Position(number, i + 1);
      if (!m.find(i) || m.start() != i) {
        char wrong = line.charAt(i);
        throw new AssemblyException(
            at,
            wrong == '\'' || wrong == '"'
                ? "the string has no closing " + wrong
                : "\"" + wrong + "\" has no meaning here");
      }
      String text = m.group();
      if (m.group("number") != null) {
        tokens.add(new Token(Kind.NUMBER, text, number(text, at), at));
      } else if (m.group("name") != null) {
        tokens.add(new Token(Kind.NAME, text, 0, at));
      } else if (m.group("string") != null) {
        tokens.add(new Token(Kind.STRING, text.substring(1, text.length() - 1), 0, at));
      } else if (m.group("sign") != null) {
        tokens.add(new Token(Kind.SIGN, text, 0, at));
      } else if (m.group("comment") != null) {
        end = i;
      }
    }
    tokens.add(new Token(Kind.END, "", 0, new Position(number, end + 1)));
    return tokens;
  }

  private static long number(String text, Position at) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher hex = HEX.matcher(lower);
    Matcher binary = BINARY.matcher(lower);
    try {
      if (hex.matches()) {
        String digits = hex.group(1) != null ? hex.group(1) : hex.group(2);
        return Long.parseUnsignedLong(digits, 16);
      }
      if (binary.matches()) {
        return Long.parseUnsignedLong(binary.group(1), 2);
      }
      if (DECIMAL.matcher(lower).matches()) {
        return Long.parseUnsignedLong(lower);
      }
    } catch (NumberFormatException tooLarge) {
      throw new AssemblyException(at, text + " does not fit in 64 bits");
    }
    throw new AssemblyException(at, text + " is not a number: write 18, 0x12, 12h or 0b10010");
  }
}
