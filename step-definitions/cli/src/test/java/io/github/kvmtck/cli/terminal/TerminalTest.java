package io.github.kvmtck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {

  @Test
  void aStyleEndsWithTheTextThatHasIt() {
    assertThat(terminal(Ansi.ON).styled("bold,red", "FAIL"))
        .isEqualTo("\u001b[1m\u001b[31mFAIL\u001b[0m");
  }

  @Test
  void withoutColoursTextIsAsItIs() {
    assertThat(terminal(Ansi.OFF).styled("bold,red", "FAIL")).isEqualTo("FAIL");
  }

  private static Terminal terminal(Ansi ansi) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Terminal(nowhere, nowhere, true, ansi);
  }
}
