package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.suite.run.Scenarios;
import io.github.kvmtck.suite.run.Sink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs scenarios one after the other, and looks at the system calls that each makes. One at a time,
 * because a call does not say which scenario made it.
 */
final class Sightseeing implements Sink {
  private static final DeviationList NONE = new DeviationList(Path.of("none"), List.of());
  private static final long SEED = 1;

  private final Map<String, Sight> sights = new TreeMap<>();
  private volatile Tally current = new Tally();

  private Sightseeing() {}

  /** What each scenario shows, by its id. */
  static Map<String, Sight> of(
      Suite suite, KernelProvider backend, String profile, List<Entry> entries)
      throws InterruptedException {
    Sightseeing looking = new Sightseeing();
    RunPlan plan =
        new RunPlan(suite, entries, SEED, 1, Optional.empty(), List.of(), RunPlan.Limits.USUAL);
    KernelOptions options = new KernelOptions(profile, List.of());
    new Scenarios(plan, NONE, looking)
        .run(Opened.open(new LookedAt(backend, () -> looking.current), options), entries);
    return looking.sights;
  }

  @Override
  public void started(Scenario scenario, Instant at) {
    current = new Tally();
  }

  @Override
  public void finished(ScenarioResult result) {
    sights.put(result.scenario().id(), new Sight(result, current.calls()));
  }
}
