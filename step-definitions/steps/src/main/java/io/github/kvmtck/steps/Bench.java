package io.github.kvmtck.steps;

import io.cucumber.java.Scenario;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.reports.catalogue.Catalogue;
import java.util.Optional;

/**
 * What the scenarios of one run are run against. A runner {@linkplain #mount mounts} it for the
 * time of the run; runs follow each other in one JVM, and the scenarios of a run may be parallel.
 *
 * <p>Everything that a scenario has to tell travels through Cucumber's own events, where a listener
 * finds it with its test case: see {@link Attachments}.
 */
public interface Bench {

  /** The implementation under test; shared by the scenarios that run at the same time. */
  Kernel kernel();

  /** The rules, for messages that quote the sentence that was broken. */
  Catalogue catalogue();

  /** The VMM under test, in a run that is about one. */
  default Optional<Subject> subject() {
    return Optional.empty();
  }

  /**
   * A scenario has got its client process. A watchdog that must end just this scenario closes the
   * process: calls in flight then return, and the scenario fails.
   */
  default void opened(Scenario scenario, Kernel.Process process) {}

  /** The scenario is over and its process is closed. */
  default void closed(Scenario scenario) {}

  /**
   * Puts a bench in place for the scenarios that start from now on.
   *
   * @return takes it away again
   * @throws IllegalStateException where a run is still going on
   */
  static Mount mount(Bench bench) {
    return Mount.of(bench);
  }

  /**
   * The bench in place.
   *
   * @throws IllegalStateException where a scenario runs outside a run: there is nothing to test
   */
  static Bench mounted() {
    return Mount.current();
  }
}
