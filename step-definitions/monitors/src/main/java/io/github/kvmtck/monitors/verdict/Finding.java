package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;

/**
 * Evidence about one rule.
 *
 * @param rule the primary one: what it implies is in {@link Implication}
 * @param why what is lost or can go wrong, in one sentence
 * @param calls that show it, in the order in which they were entered
 * @param before the last calls that had returned before it was found
 * @param after the calls that returned next
 */
public record Finding(
    Level level,
    Rule rule,
    String why,
    List<TraceEvent> calls,
    List<TraceEvent> before,
    List<TraceEvent> after) {

  /** How much a finding says. */
  public enum Level {
    /** The rule was broken. */
    VIOLATION,
    /** The rule's letter was broken, and whether anything came of it these calls do not show. */
    WARNING,
    /** Worth a look, and no breach. */
    NOTE
  }

  /** Whether another finding is about one of the same calls. */
  boolean shares(Finding other) {
    return calls.stream()
        .anyMatch(call -> other.calls.stream().anyMatch(also -> also.entered() == call.entered()));
  }

  /** The finding as a paragraph: the calls that show it are marked among those around them. */
  @Override
  public String toString() {
    return FindingText.of(this);
  }
}
