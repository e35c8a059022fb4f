package io.github.kvmtck.reports;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** How a verdict and an expectation print together. */
public enum Outcome {
  PASSED,
  FAILED,
  /** FAIL where a failure is expected. */
  EXPECTED_FAILURE,
  /** PASS where a failure is expected: the list of deviations is wrong, and the run fails. */
  UNEXPECTED_PASS,
  NOT_APPLICABLE,
  NOT_RUN,
  NOT_EXERCISED,
  BROKEN;

  /**
   * Puts verdict and expectation together.
   *
   * <p>An expired expectation excuses nothing, so a failure counts again; a pass is still
   * unexpected, because the entry stands in the list and claims otherwise.
   *
   * @param day the day of the run
   */
  public static Outcome of(Verdict verdict, Optional<Expectation> expectation, LocalDate day) {
    return switch (verdict) {
      case PASS -> expectation.isPresent() ? UNEXPECTED_PASS : PASSED;
      case FAIL -> expectation.filter(e -> !e.expired(day)).isPresent() ? EXPECTED_FAILURE : FAILED;
      case NOT_APPLICABLE -> NOT_APPLICABLE;
      case NOT_RUN -> NOT_RUN;
      case NOT_EXERCISED -> NOT_EXERCISED;
      case BROKEN -> BROKEN;
    };
  }

  /** The words for a person, e.g. {@code expected failure}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
