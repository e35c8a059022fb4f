package io.github.kvmtck.suite.verdicts;

import io.github.kvmtck.reports.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A verdict and why.
 *
 * @param reason see {@code ScenarioResult}
 * @param messages failure texts
 */
public record Judgement(Verdict verdict, Optional<String> reason, List<String> messages) {
  static final Judgement PASS = new Judgement(Verdict.PASS, Optional.empty(), List.of());

  public Judgement {
    messages = List.copyOf(messages);
  }

  static Judgement of(Verdict verdict, String reason) {
    return new Judgement(verdict, Optional.of(reason), List.of());
  }

  /**
   * Whether a known deviation may account for it. A failure that has a reason was made by more than
   * an assertion: a hang, a kernel warning or a leak is never expected.
   */
  public boolean excusable() {
    return verdict != Verdict.FAIL || reason.isEmpty();
  }

  /** The same scenario, stopped at its time limit: whatever its steps said of that is a symptom. */
  public Judgement hung(String reason) {
    return new Judgement(Verdict.FAIL, Optional.of(reason), messages);
  }

  /**
   * The same scenario, failed by something that no step could see: a kernel warning, a leak. A
   * broken scenario stays broken, because its steps showed nothing.
   */
  public Judgement failedBy(String reason) {
    if (verdict == Verdict.BROKEN) {
      return this;
    }
    List<String> all = new ArrayList<>(messages);
    all.add(reason);
    String first = verdict == Verdict.FAIL ? this.reason.orElse(reason) : reason;
    return new Judgement(Verdict.FAIL, Optional.of(first), all);
  }
}
