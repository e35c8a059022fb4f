package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One rule, as a monitor keeps account of it. Of many alike findings the first ones are kept. */
public final class Duty {
  private static final int LISTED = 8;

  private final Rule rule;
  private final Surroundings surroundings;
  private final List<Surroundings.Open> found = new ArrayList<>();
  private final Map<Level, Long> counts = new EnumMap<>(Level.class);
  private long exercised;

  Duty(Rule rule, Surroundings surroundings) {
    this.rule = rule;
    this.surroundings = surroundings;
  }

  Rule rule() {
    return rule;
  }

  /** The rule had occasion once more. */
  public void exercised() {
    exercised++;
  }

  /** The rule was broken. */
  public void violated(String why, TraceEvent... calls) {
    find(Level.VIOLATION, why, calls);
  }

  /** The rule's letter was broken, and whether anything came of it is not to be seen. */
  public void warn(String why, TraceEvent... calls) {
    find(Level.WARNING, why, calls);
  }

  /** Something that whoever reads the verdict should know. */
  public void note(String why, TraceEvent... calls) {
    find(Level.NOTE, why, calls);
  }

  private void find(Level level, String why, TraceEvent... calls) {
    long before = counts.merge(level, 1L, Long::sum) - 1;
    if (before < LISTED) {
      found.add(surroundings.open(level, rule, why, List.of(calls)));
    }
  }

  long exercises() {
    return exercised;
  }

  long count(Level level) {
    return counts.getOrDefault(level, 0L);
  }

  List<Finding> findings() {
    return found.stream().map(Surroundings.Open::finding).toList();
  }
}
