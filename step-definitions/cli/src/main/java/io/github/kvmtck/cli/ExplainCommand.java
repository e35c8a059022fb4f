package io.github.kvmtck.cli;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.mutation.Mutants;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one rule. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explains a rule: its sentence and source, its scenarios with their guest code, its"
            + " mutants.")
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;

  @Parameters(paramLabel = "ID", description = "A rule, like COMP-02.")
  private String id = "";

  ExplainCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Suite suite = BrokenSuite.suite(files);
    Rule rule =
        suite
            .catalogue()
            .rule(id.toUpperCase(Locale.ROOT))
            .or(() -> suite.catalogue().rule(id))
            .orElseThrow(() -> unknown(suite));
    head(rule);
    suite.of(rule.id()).forEach(this::scenario);
    for (Mutant mutant : Mutants.of(rule.id())) {
      line("");
      line(terminal.styled("bold", "Mutant " + mutant.name()));
      line("  " + mutant.breach());
      line("  must fail with: " + mutant.message().pattern());
    }
    terminal.out().flush();
    return 0;
  }

  private UsageException unknown(Suite suite) {
    List<String> ids = suite.catalogue().rules().map(Rule::id).toList();
    return new UsageException(
        "There is no rule " + id + Suggestion.of(id, ids) + " `kvm-tck rules` lists them.");
  }

  private void head(Rule rule) {
    line(terminal.styled("bold", rule.id() + "  " + rule.sentence()));
    line("");
    fact("binds", RuleRow.word(rule.binds()));
    fact("status", RuleRow.word(rule.status()));
    rule.gate().ifPresent(gate -> fact("gate", gate));
    rule.sources().forEach(source -> fact("source", source));
    fact("suite", RuleRow.word(rule.disposition()));
    rule.reason().ifPresent(reason -> fact("because", reason));
    rule.note().ifPresent(note -> fact("note", note));
  }

  private void scenario(Entry entry) {
    line("");
    line(terminal.styled("bold", "Scenario: " + entry.scenario().name()));
    line("  " + entry.id() + "  " + entry.scenario().location());
    for (Entry.StepText step : entry.steps()) {
      line("  %-5s %s".formatted(step.keyword(), step.text()));
      step.docString().ifPresent(code -> code.lines().forEach(text -> line("          " + text)));
    }
  }

  private void fact(String name, String value) {
    line("  %-8s %s".formatted(name, value));
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
