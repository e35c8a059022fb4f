package io.github.kvmtck.suite.run;

import io.github.kvmtck.steps.Subject;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Shard;
import io.github.kvmtck.suite.features.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to run and how.
 *
 * @param entries the selected scenarios
 * @param seed of the random order
 * @param jobs how many scenarios run at once
 * @param command the arguments that repeat the run
 * @param subject the VMM, in a run that is about one
 */
public record RunPlan(
    Suite suite,
    List<Entry> entries,
    long seed,
    int jobs,
    Optional<Shard> shard,
    List<String> command,
    Limits limits,
    Optional<Subject> subject) {

  /** A run that is about a kernel. */
  public RunPlan(
      Suite suite,
      List<Entry> entries,
      long seed,
      int jobs,
      Optional<Shard> shard,
      List<String> command,
      Limits limits) {
    this(suite, entries, seed, jobs, shard, command, limits, Optional.empty());
  }

  /**
   * What a scenario may take.
   *
   * @param scenario from its first hook to its last
   * @param grace what each step of stopping it may take to show
   */
  public record Limits(Duration scenario, Duration grace) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(2));

    /** A VMM has processes to start and files to write. */
    public static final Limits OF_A_VMM = new Limits(Duration.ofMinutes(2), Duration.ofSeconds(5));
  }

  public RunPlan {
    entries = List.copyOf(entries);
    command = List.copyOf(command);
  }
}
