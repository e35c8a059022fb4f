package io.github.kvmtck.suite.run;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Gives every scenario of a plan its verdict on one backend.
 *
 * <p>A backend that hangs for good is opened anew for the scenarios that are left; after a few
 * times they are not run any more, and fail as those that hung: that nobody could look at them is
 * the backend's doing, and must not pass for conformance.
 */
public final class Scenarios {
  private static final int HANGS = 3;

  private static final DeviationList NONE = new DeviationList(Path.of("none"), List.of());

  private final RunPlan plan;
  private final DeviationList deviations;
  private final Sink sink;

  public Scenarios(RunPlan plan, DeviationList deviations, Sink sink) {
    this.plan = plan;
    this.deviations = deviations;
    this.sink = sink;
  }

  /**
   * Runs a whole plan without a journal and without known deviations, for a question that the suite
   * asks about itself; the backend is closed afterwards.
   *
   * @return in the order in which they ended
   */
  public static List<ScenarioResult> results(RunPlan plan, Opened backend)
      throws InterruptedException {
    return results(plan, NONE, backend);
  }

  /** The same with what is known of the backend on this host. */
  public static List<ScenarioResult> results(RunPlan plan, DeviationList deviations, Opened backend)
      throws InterruptedException {
    Results results = new Results();
    new Scenarios(plan, deviations, results).run(backend, plan.entries());
    return List.copyOf(results.list);
  }

  private static final class Results implements Sink {
    private final List<ScenarioResult> list = new ArrayList<>();

    @Override
    public void started(Scenario scenario, Instant at) {}

    @Override
    public void finished(ScenarioResult result) {
      list.add(result);
    }
  }

  /**
   * Runs scenarios; the backend is closed afterwards.
   *
   * @param entries those of the plan that have no verdict yet
   */
  public void run(Opened backend, Collection<Entry> entries) throws InterruptedException {
    switch (backend) {
      case Opened.Absent(var provider, var _, var reason) ->
          withoutRunning(provider.name(), entries, Verdict.NOT_RUN, reason);
      case Opened.Ready ready -> run(ready, List.copyOf(entries));
    }
  }

  private void run(Opened.Ready backend, List<Entry> entries) throws InterruptedException {
    List<Entry> left = entries;
    Kernel kernel = backend.kernel();
    String name = backend.provider().name();
    for (int hangs = 0; !left.isEmpty(); hangs++) {
      if (hangs == HANGS) {
        String reason = "hang: the backend hung " + HANGS + " times and could not be stopped";
        withoutRunning(name, left, Verdict.FAIL, reason);
        return;
      }
      Recorder recorder =
          new Recorder(left, name, new Aftermath(kernel), deviations, plan.limits(), sink);
      RunBench bench = new RunBench(kernel, plan.suite().catalogue(), plan.subject(), recorder);
      Execution execution = new Execution(plan.suite().files(), bench, plan.jobs(), plan.seed());
      switch (execution.run(left)) {
        case Execution.End.Over(var problem) -> {
          kernel.close();
          String reason = "Cucumber did not run it: " + problem.orElse("no reason given");
          withoutRunning(name, recorder.left(), Verdict.BROKEN, reason);
          return;
        }
        case Execution.End.GivenUp() -> {
          abandon(kernel);
          kernel = Opened.kernel(backend.provider(), backend.options());
          left = recorder.left();
        }
      }
    }
    kernel.close();
  }

  /** Closing a kernel that hangs may hang too. */
  private static void abandon(Kernel kernel) {
    Thread.ofPlatform().daemon().name("closes a kernel that hung").start(kernel::close);
  }

  private void withoutRunning(
      String backend, Collection<Entry> entries, Verdict verdict, String reason) {
    for (Entry entry : entries) {
      Scenario scenario = entry.scenario();
      sink.finished(ScenarioResult.of(scenario, backend, Instant.now(), verdict, reason));
    }
  }
}
