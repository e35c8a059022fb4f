package io.github.kvmtck.suite.mutation;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.suite.run.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tries mutants, several at a time. */
public final class Trials {
  /**
   * Of a mutant: some breaches are hangs, so that the usual limit would be most of the time. The
   * kernel without a breach has the usual one, because it comes first and the JVM is cold.
   */
  private static final RunPlan.Limits BROKEN =
      new RunPlan.Limits(Duration.ofSeconds(4), Duration.ofSeconds(1));

  private final Suite suite;
  private final KernelProvider healthy;
  private final List<Entry> entries;
  private final boolean full;
  private final Map<String, List<ScenarioResult>> baselines = new ConcurrentHashMap<>();

  /**
   * @param healthy the backend that mutants at the seam break
   * @param entries the scenarios to try
   * @param full whether a mutant meets all of them, or those of its rule
   */
  public Trials(Suite suite, KernelProvider healthy, List<Entry> entries, boolean full) {
    this.suite = suite;
    this.healthy = healthy;
    this.entries = List.copyOf(entries);
    this.full = full;
  }

  /**
   * Tries mutants.
   *
   * @param jobs how many at a time
   * @param each is told of a trial when it is over, from any thread
   */
  public Matrix run(List<Mutant> mutants, int jobs, Consumer<Trial> each)
      throws InterruptedException {
    Map<String, Set<String>> rules =
        mutants.stream()
            .collect(
                Collectors.groupingBy(
                    Mutant::profile, Collectors.mapping(Mutant::rule, Collectors.toSet())));
    for (var profile : rules.entrySet()) {
      baselines.put(profile.getKey(), onHealthy(profile.getKey(), profile.getValue()));
    }
    List<Trial> trials = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
      List<Future<Trial>> futures =
          mutants.stream().map(mutant -> threads.submit(() -> trial(mutant, each))).toList();
      for (Future<Trial> future : futures) {
        trials.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    List<ScenarioResult> baseline =
        baselines.values().stream().flatMap(Collection::stream).toList();
    return new Matrix(suite, entries, baseline, trials);
  }

  /** What mutants of these rules will meet, on the kernel that they break. */
  private List<ScenarioResult> onHealthy(String profile, Set<String> rules)
      throws InterruptedException {
    KernelOptions options = new KernelOptions(profile, List.of());
    List<Entry> met =
        entries.stream().filter(entry -> full || rules.contains(entry.rule())).toList();
    return run(Opened.open(healthy, options), met, RunPlan.Limits.USUAL);
  }

  private Trial trial(Mutant mutant, Consumer<Trial> each) throws InterruptedException {
    Set<String> sound =
        baselines.getOrDefault(mutant.profile(), List.of()).stream()
            .filter(result -> result.verdict() == Verdict.PASS)
            .map(result -> result.scenario().id())
            .collect(Collectors.toSet());
    List<Entry> selected =
        entries.stream()
            .filter(entry -> full || entry.rule().equals(mutant.rule()))
            .filter(entry -> sound.contains(entry.id()))
            .toList();
    KernelOptions options = new KernelOptions(mutant.profile(), List.of());
    KernelProvider broken = new Broken(mutant, healthy);
    Trial trial = new Trial(mutant, run(Opened.open(broken, options), selected, BROKEN));
    each.accept(trial);
    return trial;
  }

  private List<ScenarioResult> run(Opened backend, List<Entry> selected, RunPlan.Limits limits)
      throws InterruptedException {
    RunPlan plan = new RunPlan(suite, selected, 0, 1, Optional.empty(), List.of(), limits);
    return Scenarios.results(plan, backend);
  }

  /** A mutant as a backend of its own. */
  private record Broken(Mutant mutant, KernelProvider healthy) implements KernelProvider {
    @Override
    public String name() {
      return mutant.name();
    }

    @Override
    public String description() {
      return mutant.breach();
    }

    @Override
    public Optional<String> unavailable() {
      return healthy.unavailable();
    }

    @Override
    public Kernel open(KernelOptions options) {
      return mutant.open(healthy);
    }
  }
}
