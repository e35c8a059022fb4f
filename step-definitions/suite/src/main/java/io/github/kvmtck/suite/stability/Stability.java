package io.github.kvmtck.suite.stability;

import io.github.kvmtck.reports.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Several runs of the same scenarios, set against each other.
 *
 * @param repetitions in the order in which they were run
 */
public record Stability(List<Repetition> repetitions) {

  public Stability {
    repetitions = List.copyOf(repetitions);
  }

  public boolean stable() {
    return unstable().isEmpty();
  }

  /**
   * The scenarios that did not always come out the same: for each outcome, the runs that had it.
   */
  public SequencedMap<String, SortedMap<Outcome, List<Repetition>>> unstable() {
    SequencedMap<String, SortedMap<Outcome, List<Repetition>>> unstable = new LinkedHashMap<>();
    if (repetitions.isEmpty()) {
      return unstable;
    }
    for (String scenario : repetitions.getFirst().outcomes().keySet()) {
      SortedMap<Outcome, List<Repetition>> outcomes = outcomes(scenario);
      if (outcomes.size() > 1) {
        unstable.put(scenario, outcomes);
      }
    }
    return unstable;
  }

  private SortedMap<Outcome, List<Repetition>> outcomes(String scenario) {
    return repetitions.stream()
        .map(repetition -> repetition.of(scenario))
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey(),
                TreeMap::new,
                Collectors.mapping(entry -> entry.getValue(), Collectors.toList())));
  }
}
