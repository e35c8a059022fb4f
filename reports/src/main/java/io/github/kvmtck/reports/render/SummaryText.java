package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Summary;
import java.time.Duration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The last words of a run on a terminal. */
public final class SummaryText {

  private static final List<Outcome> FAULTS =
      List.of(Outcome.FAILED, Outcome.UNEXPECTED_PASS, Outcome.BROKEN);

  private static final List<Outcome> UNJUDGED =
      List.of(Outcome.NOT_APPLICABLE, Outcome.NOT_RUN, Outcome.NOT_EXERCISED);

  private SummaryText() {}

  /**
   * Several lines, each with its line feed: numbers, then what each number above zero stands for.
   */
  public static String of(Summary summary) {
    Formatter text = new Formatter(Locale.ROOT);
    Run run = summary.run();
    double seconds = Duration.between(run.info().startedAt(), run.endedAt()).toMillis() / 1e3;
    text.format(
        "%s, profile %s: %s\n", run.info().backend(), run.info().profile(), heading(summary));
    text.format("  %-18s %5d\n", "applicable", summary.applicable());
    for (Outcome outcome : Outcome.values()) {
      if (summary.count(outcome) > 0 || outcome == Outcome.PASSED || outcome == Outcome.FAILED) {
        text.format("  %-18s %5d\n", outcome, summary.count(outcome));
      }
    }
    text.format("  %-18s %7.1f s, seed %d\n", "time", seconds, run.info().seed());
    FAULTS.forEach(outcome -> faults(text, summary, outcome));
    faults(text, summary, Outcome.EXPECTED_FAILURE);
    UNJUDGED.forEach(outcome -> reasons(text, summary, outcome));
    List<String> unmatched = Phrases.unmatched(run);
    if (!unmatched.isEmpty()) {
      text.format("\nknown deviations that match nothing\n");
      unmatched.forEach(entry -> text.format("  %s\n", entry));
    }
    if (run.ending() != Run.Ending.FINISHED) {
      text.format("\nthe run was %s: this is a part of it\n", run.ending());
    }
    return text.toString();
  }

  private static String heading(Summary summary) {
    return plural(summary.run().results().size(), "scenario")
        + " of "
        + plural(summary.rules(), "rule");
  }

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static void faults(Formatter text, Summary summary, Outcome outcome) {
    List<ScenarioResult> results = summary.with(outcome);
    if (!results.isEmpty()) {
      text.format("\n%s\n", outcome);
    }
    for (ScenarioResult result : results) {
      text.format("  %s  %s\n", result.scenario().id(), result.scenario().location());
      text.format("    %s\n", Phrases.reason(summary.run(), result));
    }
  }

  private static void reasons(Formatter text, Summary summary, Outcome outcome) {
    Map<String, Map<String, Integer>> groups = summary.rulesByReason(outcome);
    if (!groups.isEmpty()) {
      text.format("\n%s\n", outcome);
    }
    groups.forEach(
        (reason, rules) -> text.format("  %s\n    %s\n", Phrases.oneLine(reason), rules(rules)));
  }

  /** {@code COMP-01, COMP-02 (3)}: a rule with more than one scenario says how many. */
  static String rules(Map<String, Integer> rules) {
    return rules.entrySet().stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
