package io.github.kvmtck.suite.sample;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.RunInfo.Environment;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.run.Host;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.suite.run.Scenarios;
import io.github.kvmtck.suite.run.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs parts of the sample suite. */
public final class Sample {
  public static final SuiteFiles FILES =
      new SuiteFiles(
          "io/github/kvmtck/suite/sample",
          List.of("kvm"),
          List.of("io.github.kvmtck.suite.sample"));

  /** A limit that a hang meets soon. */
  private static final RunPlan.Limits SHORT =
      new RunPlan.Limits(Duration.ofMillis(1500), Duration.ofMillis(300));

  private Sample() {}

  public static Suite suite() {
    try {
      return Suite.read(FILES).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<ScenarioResult> run(String id, int jobs) throws InterruptedException {
    return run(new FakeKernel.Provider(), id, jobs);
  }

  public static List<ScenarioResult> run(KernelProvider provider, String id, int jobs)
      throws InterruptedException {
    Suite suite = suite();
    List<Entry> entries = new Selection(List.of(id), Optional.empty(), Optional.empty()).of(suite);
    RunPlan plan = new RunPlan(suite, entries, 1, jobs, Optional.empty(), List.of(), SHORT);
    Results results = new Results();
    try {
      var deviations = suite.deviations(provider.name()).orThrow().on(host());
      new Scenarios(plan, deviations, results)
          .run(Opened.open(provider, KernelOptions.MAINLINE), entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(results.list);
  }

  private static Environment host() {
    return Host.environment(Optional.of(new FakeKernel().about()));
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
}
