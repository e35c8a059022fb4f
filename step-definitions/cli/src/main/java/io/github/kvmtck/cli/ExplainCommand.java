package io.github.kvmtck.cli;

import io.github.kvmtck.cli.run.Candidates;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.mutants.Seen;
import io.github.kvmtck.reports.catalogue.Family;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.mutation.Mutants;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one rule. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explains a rule: its sentence and source, its scenarios with their guest code, its"
            + " mutants. Of a family it lists the rules, and of a scenario it shows that one.")
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;

  @Parameters(
      paramLabel = "ID",
      completionCandidates = Candidates.OfRules.class,
      description =
          "A rule like COMP-02, a family like COMP, or a scenario as a failure prints it.")
  private String id = "";

  ExplainCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Suite suite = BrokenSuite.suite(files);
    Selection.check(suite, id);
    String upper = id.toUpperCase(Locale.ROOT);
    Optional<Family> family = suite.catalogue().family(upper);
    if (family.isPresent()) {
      family(family.get());
    } else {
      suite
          .catalogue()
          .rules()
          .filter(rule -> rule.id().equalsIgnoreCase(id))
          .findFirst()
          .ifPresentOrElse(rule -> whole(suite, rule), () -> only(suite));
    }
    terminal.out().flush();
    return 0;
  }

  private void family(Family family) {
    line(terminal.styled("bold", family.id() + "  " + family.title()));
    line("");
    for (Rule rule : family.rules()) {
      line(
          "  %-9s %-10s %s"
              .formatted(rule.id(), RuleRow.word(rule.disposition()), rule.sentence()));
    }
    line("");
    line("`kvm-tck explain " + family.rules().getFirst().id() + "` shows one of them whole.");
  }

  private void whole(Suite suite, Rule rule) {
    head(rule);
    suite.of(rule.id()).forEach(this::scenario);
    for (Mutant mutant : Mutants.of(rule.id())) {
      line("");
      line(terminal.styled("bold", "Mutant " + mutant.name()));
      line("  " + mutant.breach());
      String lead = "must fail with: ";
      for (Seen seen : mutant.seen()) {
        line("  " + lead + seen);
        lead = "or: ";
      }
    }
  }

  private void only(Suite suite) {
    Entry entry =
        suite.entries().stream().filter(e -> e.id().equalsIgnoreCase(id)).findFirst().orElseThrow();
    suite.catalogue().rule(entry.rule()).ifPresent(this::head);
    scenario(entry);
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
