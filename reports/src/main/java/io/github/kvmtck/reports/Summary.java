package io.github.kvmtck.reports;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run in numbers and groups. */
public final class Summary {

  private final Run run;
  private final Map<Outcome, List<ScenarioResult>> byOutcome;

  private Summary(Run run) {
    this.run = run;
    this.byOutcome = run.results().stream().collect(Collectors.groupingBy(run::outcome));
  }

  public static Summary of(Run run) {
    return new Summary(run);
  }

  public Run run() {
    return run;
  }

  /** How many scenarios have each verdict; every verdict is there, also with 0. */
  public Map<Verdict, Integer> totals() {
    Map<Verdict, Integer> totals = new EnumMap<>(Verdict.class);
    Stream.of(Verdict.values()).forEach(verdict -> totals.put(verdict, 0));
    run.results().forEach(result -> totals.merge(result.verdict(), 1, Integer::sum));
    return totals;
  }

  public int count(Outcome outcome) {
    return with(outcome).size();
  }

  /** The results of an outcome, sorted by rule. */
  public List<ScenarioResult> with(Outcome outcome) {
    return byOutcome.getOrDefault(outcome, List.of());
  }

  /** Scenarios that say something about this backend: all but NOT-APPLICABLE. */
  public int applicable() {
    return run.results().size() - count(Outcome.NOT_APPLICABLE);
  }

  /** How many rules have a scenario in this run. */
  public long rules() {
    return run.results().stream().map(result -> result.scenario().rule()).distinct().count();
  }

  /**
   * The reasons of an outcome, each with the rules it stands for and the number of their scenarios:
   * forty scenarios that lack one capability are one line.
   */
  public Map<String, Map<String, Integer>> rulesByReason(Outcome outcome) {
    Map<String, Map<String, Integer>> groups = new LinkedHashMap<>();
    for (ScenarioResult result : with(outcome)) {
      groups
          .computeIfAbsent(result.reason().orElse(""), reason -> new TreeMap<>(RuleId.ORDER))
          .merge(result.scenario().rule(), 1, Integer::sum);
    }
    return groups;
  }
}
