package io.github.kvmtck.suite.run;

import io.cucumber.java.Scenario;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.Subject;
import java.util.Optional;

/** What scenarios and Cucumber's plugin find in place while a run goes on. */
record RunBench(Kernel kernel, Catalogue catalogue, Optional<Subject> subject, Recorder recorder)
    implements Bench {

  @Override
  public void opened(Scenario scenario, Kernel.Process process) {
    recorder.here().ifPresent(running -> running.opened(process));
  }

  @Override
  public void closed(Scenario scenario) {
    recorder.here().ifPresent(Running::closed);
  }
}
