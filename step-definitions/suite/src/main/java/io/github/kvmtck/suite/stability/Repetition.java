package io.github.kvmtck.suite.stability;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.ScenarioResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One of several runs of the same scenarios.
 *
 * @param seed of its order
 * @param jobs how many scenarios ran at once
 * @param outcomes by scenario id
 */
public record Repetition(long seed, int jobs, Duration took, SortedMap<String, Outcome> outcomes) {

  /**
   * What came of a run.
   *
   * @param day on which expectations are judged
   */
  public static Repetition of(
      long seed, int jobs, Duration took, Collection<ScenarioResult> results, LocalDate day) {
    SortedMap<String, Outcome> outcomes = new TreeMap<>();
    results.forEach(result -> outcomes.put(result.scenario().id(), result.outcome(day)));
    return new Repetition(seed, jobs, took, outcomes);
  }

  /** How many scenarios have each outcome. */
  public SortedMap<Outcome, Long> totals() {
    return outcomes.values().stream()
        .collect(Collectors.groupingBy(o -> o, TreeMap::new, Collectors.counting()));
  }

  /** How many scenarios came out differently than in another run. */
  public long differences(Repetition other) {
    return outcomes.entrySet().stream()
        .filter(e -> !e.getValue().equals(other.outcomes().get(e.getKey())))
        .count();
  }

  /** The options of {@code kvm-tck run} that give this order again. */
  public String again() {
    return "--jobs " + jobs + " --seed " + seed;
  }

  Map.Entry<Outcome, Repetition> of(String scenario) {
    Outcome outcome = outcomes.get(scenario);
    if (outcome == null) {
      throw new IllegalArgumentException("the run has no " + scenario);
    }
    return Map.entry(outcome, this);
  }
}
