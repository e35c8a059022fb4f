package io.github.kvmtck.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes.
 *
 * @param out what was asked for: results
 * @param err everything else: progress, complaints
 * @param interactive whether a person looks on
 * @param ansi whether colours are wanted
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, Ansi ansi) {

  /** The one of this process. */
  public static Terminal ofProcess() {
    boolean interactive =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    // https://no-color.org: any value but the empty one.
    String noColor = System.getenv("NO_COLOR");
    boolean colour = interactive && (noColor == null || noColor.isEmpty());
    return new Terminal(
        new PrintWriter(System.out, true, Charset.defaultCharset()),
        new PrintWriter(System.err, true, Charset.defaultCharset()),
        interactive,
        colour ? Ansi.ON : Ansi.OFF);
  }

  /** Columns, as the launcher or the shell tells them; 80 where nobody does. */
  int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
  }

  /** Text as it is, on {@link #err}. */
  public void complain(String text) {
    err.println(text);
    err.flush();
  }

  /**
   * Text in a style, e.g. {@code bold,red}; as it is where there are no colours. Behind it all is
   * reset: what should end bold alone (SGR 21) underlines twice on most terminals, as ECMA-48 says.
   */
  public String styled(String style, String text) {
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on()
        : text;
  }
}
