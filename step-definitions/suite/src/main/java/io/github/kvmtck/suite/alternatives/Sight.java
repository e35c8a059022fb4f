package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one scenario showed on one kernel.
 *
 * @param calls every system call, in the order in which they were made
 */
public record Sight(ScenarioResult result, List<Call> calls) {
  static final String RUN = "KVM_RUN";

  /**
   * A system call that came back.
   *
   * @param name of the call, or of the ioctl's request
   * @param outcome what it returned, and of KVM_RUN the exit
   */
  public record Call(String name, String outcome) {
    @Override
    public String toString() {
      return name.equals(RUN) ? outcome : name + " " + outcome;
    }
  }

  public Sight {
    calls = List.copyOf(calls);
  }

  public boolean passed() {
    return result.verdict() == Verdict.PASS;
  }

  /** How many calls were made besides KVM_RUN. */
  public long others() {
    return calls.stream().filter(call -> !call.name().equals(RUN)).count();
  }

  /**
   * How KVM_RUN came back, with repetitions written once: {@code 3 × -1 EINTR}.
   *
   * @param also calls that are shown besides
   */
  public List<String> shown(Collection<String> also) {
    List<String> all =
        calls.stream()
            .filter(call -> call.name().equals(RUN) || also.contains(call.name()))
            .map(Call::toString)
            .toList();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); ) {
      int end = i;
      while (end < all.size() && all.get(end).equals(all.get(i))) {
        end++;
      }
      lines.add(end - i == 1 ? all.get(i) : (end - i) + " × " + all.get(i));
      i = end;
    }
    return lines;
  }
}
