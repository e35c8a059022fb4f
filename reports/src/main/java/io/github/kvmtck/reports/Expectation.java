package io.github.kvmtck.reports;

import java.time.LocalDate;

/**
 * A known deviation: the scenario is expected to fail.
 *
 * @param reason why it fails
 * @param link where the deviation is tracked or explained
 * @param expires the last day on which the expectation counts
 */
public record Expectation(String reason, String link, LocalDate expires) {

  /** Whether it no longer counts on a day. */
  public boolean expired(LocalDate day) {
    return day.isAfter(expires);
  }
}
