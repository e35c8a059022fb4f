package io.github.kvmtck.cli.terminal;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * What a person reads of a scenario that failed: the rule, where it is written, what happened, and
 * how to see it again.
 *
 * @param again the command that runs a scenario of this run again, by its id
 */
public record FailureText(Terminal terminal, Catalogue catalogue, UnaryOperator<String> again) {

  /** The rule stands in it once: most messages of a failed step bring it along. */
  String of(ScenarioResult result, Outcome outcome) {
    Scenario scenario = result.scenario();
    StringJoiner text = new StringJoiner("\n", "", "\n");
    text.add(
        terminal.styled("bold,red", "%-7s".formatted(label(outcome)))
            + " "
            + terminal.styled("bold", scenario.id())
            + "  "
            + scenario.location());
    if (result.messages().stream().noneMatch(message -> message.contains(scenario.sentence()))) {
      text.add("        " + scenario.rule() + ": " + scenario.sentence());
      Optional<Rule> rule = catalogue.rule(scenario.rule());
      rule.ifPresent(r -> text.add("        source: " + String.join("; ", r.sources())));
    }
    result.reason().ifPresent(reason -> indented(text, "", reason));
    result.messages().forEach(message -> indented(text, "", message));
    for (ScenarioResult.Attachment attachment : result.attachments()) {
      indented(text, attachment.name() + ":", attachment.text());
    }
    text.add("        again: " + again.apply(scenario.id()));
    return text.toString();
  }

  private static String label(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> "FAIL";
      case BROKEN -> "BROKEN";
      case UNEXPECTED_PASS -> "UNEXPECTED PASS";
      default -> outcome.toString();
    };
  }

  private static void indented(StringJoiner text, String title, String body) {
    List<String> lines = body.strip().lines().toList();
    if (!title.isEmpty()) {
      text.add("        " + title);
    }
    lines.forEach(line -> text.add((title.isEmpty() ? "        " : "          ") + line));
  }
}
