package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.ScenarioResult;
import java.util.List;
import java.util.Optional;

/** Sentences that several formats share, so that a reader meets the same words in each. */
final class Phrases {

  private Phrases() {}

  /** Why a scenario did not simply pass, in one line; empty for one that did. */
  static String why(Run run, ScenarioResult result) {
    String reason = reason(run, result);
    Outcome outcome = run.outcome(result);
    return switch (outcome) {
      case PASSED, FAILED -> reason;
      case EXPECTED_FAILURE, UNEXPECTED_PASS -> outcome + ": " + reason;
      case NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED, BROKEN -> result.verdict() + ": " + reason;
    };
  }

  /** The same for a place where the outcome already stands. */
  static String reason(Run run, ScenarioResult result) {
    return switch (run.outcome(result)) {
      case PASSED -> "";
      case FAILED -> failure(result) + expired(result);
      case EXPECTED_FAILURE, UNEXPECTED_PASS -> result.expectation().map(Phrases::entry).orElse("");
      case NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED, BROKEN -> oneLine(result.reason().orElse(""));
    };
  }

  /** Everything that was said about it, of many lines; empty where nothing was. */
  static String details(ScenarioResult result) {
    return String.join("\n", result.messages());
  }

  /** The last part of every report on a wrong list of deviations. */
  static List<String> unmatched(Run run) {
    return run.unmatched().stream()
        .map(u -> u.place() + ": " + u.subject() + " is listed and names nothing in the suite")
        .toList();
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String failure(ScenarioResult result) {
    Optional<String> first = result.messages().stream().flatMap(String::lines).findFirst();
    return oneLine(result.reason().or(() -> first).orElse("failed without a message"));
  }

  private static String expired(ScenarioResult result) {
    return result
        .expectation()
        .map(
            e -> " (a failure was expected until " + e.expires() + ": " + oneLine(e.reason()) + ")")
        .orElse("");
  }

  private static String entry(Expectation e) {
    return oneLine(e.reason()) + " (" + e.link() + ", until " + e.expires() + ")";
  }
}
