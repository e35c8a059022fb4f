package io.github.kvmtck.reports;

import java.util.List;

/** What the process tells its caller. */
public enum ExitCode {
  CONFORMS(0),
  DOES_NOT_CONFORM(1),
  USAGE(2),
  NOTHING_COULD_RUN(3),
  /** Nothing was selected, or nothing that could pass or fail. */
  NOTHING_SELECTED(4),
  BROKEN_SUITE(5),
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The number for {@code System.exit}. */
  public int status() {
    return status;
  }

  /**
   * The code for runs that took place, one per requested backend. What comes first counts: a broken
   * suite can say nothing about conformance, and one backend that could not run is not hidden by
   * another one that did.
   */
  public static ExitCode of(List<Run> runs) {
    if (runs.stream().anyMatch(run -> run.ending() == Run.Ending.INTERRUPTED)) {
      return INTERRUPTED;
    }
    if (any(runs, Outcome.BROKEN)) {
      return BROKEN_SUITE;
    }
    if (any(runs, Outcome.FAILED)
        || any(runs, Outcome.UNEXPECTED_PASS)
        || runs.stream().anyMatch(run -> !run.unmatched().isEmpty())) {
      return DOES_NOT_CONFORM;
    }
    if (runs.stream().anyMatch(Run::nothingCouldRun)) {
      return NOTHING_COULD_RUN;
    }
    if (runs.stream().noneMatch(Run::judgedSomething)) {
      return NOTHING_SELECTED;
    }
    return CONFORMS;
  }

  private static boolean any(List<Run> runs, Outcome outcome) {
    return runs.stream()
        .anyMatch(run -> run.results().stream().anyMatch(r -> run.outcome(r) == outcome));
  }
}
