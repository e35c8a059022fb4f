package io.github.kvmtck.reports;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A run of the suite on one backend, over: every selected scenario has its result.
 *
 * @param results sorted by rule and id, so that two runs in different order compare line by line
 * @param unmatched entries of the list of known deviations that name nothing in the suite
 */
public record Run(
    RunInfo info,
    List<ScenarioResult> results,
    List<UnmatchedDeviation> unmatched,
    Ending ending,
    Instant endedAt) {

  /** How it ended. */
  public enum Ending {
    FINISHED,
    /** Somebody stopped it; what it did not come to is NOT-RUN. */
    INTERRUPTED,
    /** It just ends: the JVM was lost. What it did not come to is BROKEN. */
    LOST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An entry of the list of known deviations that no scenario of the suite answers to.
   *
   * @param subject the rule id or scenario id that it names
   * @param place file and line of the entry
   */
  public record UnmatchedDeviation(String subject, String place) {}

  public Run {
    Comparator<ScenarioResult> byRule =
        Comparator.comparing(result -> result.scenario().rule(), RuleId.ORDER);
    results =
        results.stream().sorted(byRule.thenComparing(result -> result.scenario().id())).toList();
    unmatched = List.copyOf(unmatched);
  }

  public Outcome outcome(ScenarioResult result) {
    return result.outcome(info.day());
  }

  /** Whether a scenario passed or failed: the rest says nothing about conformance. */
  public boolean judgedSomething() {
    return results.stream()
        .anyMatch(r -> r.verdict() == Verdict.PASS || r.verdict() == Verdict.FAIL);
  }

  /** Whether there was something to run, and the environment let none of it run. */
  public boolean nothingCouldRun() {
    return !results.isEmpty()
        && results.stream().allMatch(result -> result.verdict() == Verdict.NOT_RUN);
  }
}
