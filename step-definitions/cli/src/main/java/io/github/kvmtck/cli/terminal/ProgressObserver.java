package io.github.kvmtck.cli.terminal;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.suite.run.Observer;
import java.time.Instant;
import java.time.LocalDate;

/** Shows how far a run is, and each failure as it happens. */
public final class ProgressObserver implements Observer, AutoCloseable {
  private final Progress progress;
  private final FailureText failures;
  private LocalDate day = LocalDate.EPOCH;

  public ProgressObserver(Terminal terminal, FailureText failures) {
    this.progress = terminal.interactive() ? new Bar(terminal) : new Heartbeat(terminal);
    this.failures = failures;
  }

  @Override
  public void begins(RunInfo info, int total, int done) {
    day = info.day();
    progress.begin(info.backend(), total, done);
  }

  @Override
  public void started(Scenario scenario, Instant at) {}

  @Override
  public void finished(ScenarioResult result) {
    Outcome outcome = result.outcome(day);
    boolean fault =
        switch (outcome) {
          case FAILED, UNEXPECTED_PASS, BROKEN -> true;
          case PASSED, EXPECTED_FAILURE, NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED -> false;
        };
    if (fault) {
      progress.interrupt(failures.of(result, outcome));
    }
    progress.step(fault);
  }

  @Override
  public void close() {
    progress.end();
  }
}
