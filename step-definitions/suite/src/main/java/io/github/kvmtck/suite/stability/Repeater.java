package io.github.kvmtck.suite.stability;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.Host;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.suite.run.Scenarios;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs the same scenarios again and again, each time in another order and on a kernel that is
 * opened anew.
 *
 * @param deviations of the backend, on every host
 */
public record Repeater(
    Suite suite,
    KernelProvider backend,
    KernelOptions options,
    List<Entry> entries,
    DeviationList deviations) {

  /**
   * Runs them.
   *
   * @param jobs each number of scenarios at once that is to be tried
   * @param times how often with each of them
   * @param seed of the seeds
   * @param each is told of a run when it is over
   */
  public Stability run(List<Integer> jobs, int times, long seed, Consumer<Repetition> each)
      throws InterruptedException {
    Random seeds = new Random(seed);
    List<Repetition> repetitions = new ArrayList<>();
    for (int atOnce : jobs) {
      for (int i = 0; i < times; i++) {
        Repetition repetition = once(atOnce, seeds.nextInt(1_000_000));
        repetitions.add(repetition);
        each.accept(repetition);
      }
    }
    return new Stability(repetitions);
  }

  private Repetition once(int jobs, long seed) throws InterruptedException {
    long start = System.nanoTime();
    Opened opened = Opened.open(backend, options);
    Optional<About> about =
        opened instanceof Opened.Ready ready
            ? Optional.of(ready.kernel().about())
            : Optional.empty();
    DeviationList here = deviations.on(Host.environment(about));
    RunPlan plan =
        new RunPlan(suite, entries, seed, jobs, Optional.empty(), List.of(), RunPlan.Limits.USUAL);
    List<ScenarioResult> results = Scenarios.results(plan, here, opened);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return Repetition.of(seed, jobs, took, results, LocalDate.now(ZoneOffset.UTC));
  }
}
