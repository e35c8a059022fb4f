package io.github.kvmtck.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the catalogue. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Lists every rule with what the suite does about it.")
final class RulesCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;

  @Option(
      names = "--json",
      description = "An array with one object a rule: scenarios and mutants by name.")
  private boolean json;

  RulesCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Suite suite = BrokenSuite.suite(files);
    List<RuleRow> rows = RuleRow.all(suite);
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      terminal.out().println(mapper.writeValueAsString(rows));
      return 0;
    }
    for (RuleRow row : rows) {
      terminal
          .out()
          .printf(
              "%s %-10s %-11s %-5s scenarios %3d, mutants %2d  %s%n",
              terminal.styled("bold", "%-8s".formatted(row.id())),
              row.disposition(),
              row.status(),
              row.binds(),
              row.scenarios().size(),
              row.mutants().size(),
              row.sentence());
    }
    terminal.out().flush();
    return 0;
  }
}
