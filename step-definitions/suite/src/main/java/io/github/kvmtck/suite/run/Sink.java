package io.github.kvmtck.suite.run;

import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import java.time.Instant;

/** Is told what happens, as it happens; from one thread at a time. */
public interface Sink {
  void started(Scenario scenario, Instant at);

  /** A verdict. Each selected scenario gets exactly one. */
  void finished(ScenarioResult result);
}
