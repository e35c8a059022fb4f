package io.github.kvmtck.x86.asm.syntax;

import io.github.kvmtck.x86.asm.syntax.Statement.Body;
import io.github.kvmtck.x86.asm.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one source line. */
public final class StatementParser {
  private static final Map<String, Integer> DATA = Map.of("db", 1, "dw", 2, "dd", 4, "dq", 8);
  private static final Expression NOP = new Expression.Constant(0x90);

  private final Tokens tokens;
  private final ExpressionParser expressions;

  private StatementParser(Tokens tokens) {
    this.tokens = tokens;
    expressions = new ExpressionParser(tokens);
  }

  /** Reads a line; what cannot be read is an {@link AssemblyException}. */
  public static Statement parse(String line, int number) {
    Tokens tokens = new Tokens(Lexer.tokens(line, number));
    return new StatementParser(tokens).statement(line);
  }

  private Statement statement(String source) {
    Position at = tokens.peek().at();
    List<Statement.Label> labels = new ArrayList<>();
    while (tokens.peek().kind() == Kind.NAME && tokens.second().is(":")) {
      labels.add(label());
    }
    int from = tokens.peek().at().column() - 1;
    Body body = body();
    if (!tokens.atEnd()) {
      throw tokens.wrong("the end of the line");
    }
    String code = source.substring(from, tokens.peek().at().column() - 1).strip();
    return new Statement(at, source.strip(), code, labels, body);
  }

  private Statement.Label label() {
    Token name = tokens.next();
    tokens.next();
    if (Register.named(name.text()).isPresent()) {
      throw new AssemblyException(name.at(), name.text() + " is a register, so no label");
    }
    return new Statement.Label(name.text(), name.at());
  }

  private Body body() {
    if (tokens.atEnd()) {
      return new Statement.Nothing();
    }
    Token first = tokens.peek();
    if (first.kind() != Kind.NAME) {
      throw tokens.wrong("a label, an instruction or a directive");
    }
    String word = first.text().toLowerCase(Locale.ROOT);
    Integer width = DATA.get(word);
    if (width != null) {
      tokens.next();
      return data(width);
    }
    return switch (word) {
      case "org" -> {
        tokens.next();
        yield new Statement.Org(expressions.parse(), first.at());
      }
      case "align" -> {
        tokens.next();
        Expression multiple = expressions.parse();
        Expression fill = tokens.take(",") ? expressions.parse() : NOP;
        yield new Statement.Align(multiple, fill, first.at());
      }
      case "times" -> {
        tokens.next();
        yield new Statement.Times(expressions.parse(), body(), first.at());
      }
      default -> instruction();
    };
  }

  private Body data(int width) {
    List<Statement.Item> items = new ArrayList<>();
    do {
      Token item = tokens.peek();
      boolean alone = tokens.second().is(",") || tokens.second().kind() == Kind.END;
      if (item.kind() == Kind.STRING && alone) {
        tokens.next();
        items.add(new Statement.Text(item.text()));
      } else {
        items.add(new Statement.Value(expressions.parse(), item.at()));
      }
    } while (tokens.take(","));
    return new Statement.Data(width, List.copyOf(items));
  }

  private Body instruction() {
    List<Prefix> prefixes = new ArrayList<>();
    Position first = tokens.peek().at();
    while (tokens.peek().kind() == Kind.NAME) {
      Optional<Prefix> prefix = Prefix.named(tokens.peek().text());
      if (prefix.isEmpty()) {
        break;
      }
      prefixes.add(prefix.get());
      tokens.next();
    }
    if (tokens.atEnd()) {
      return new Statement.Instruction(List.copyOf(prefixes), "", List.of(), first);
    }
    Token mnemonic = tokens.peek();
    if (mnemonic.kind() != Kind.NAME) {
      throw tokens.wrong("an instruction");
    }
    tokens.next();
    List<Argument> arguments = new ArrayList<>();
    if (!tokens.atEnd()) {
      do {
        arguments.add(ArgumentParser.parse(tokens));
      } while (tokens.take(","));
    }
    return new Statement.Instruction(
        List.copyOf(prefixes), mnemonic.text(), List.copyOf(arguments), mnemonic.at());
  }
}
