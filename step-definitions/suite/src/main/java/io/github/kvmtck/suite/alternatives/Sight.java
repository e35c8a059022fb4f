package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.reports.ScenarioResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What one scenario showed on one kernel.
 *
 * @param runs how each KVM_RUN came back, in order
 * @param calls how many other system calls were made
 */
public record Sight(ScenarioResult result, List<String> runs, int calls) {

  public Sight {
    runs = List.copyOf(runs);
  }

  /** The same with repetitions written once: {@code 3 × -1 EINTR}. */
  public List<String> shortRuns() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); ) {
      int end = i;
      while (end < runs.size() && runs.get(end).equals(runs.get(i))) {
        end++;
      }
      lines.add(end - i == 1 ? runs.get(i) : (end - i) + " × " + runs.get(i));
      i = end;
    }
    return lines;
  }
}
