package io.github.kvmtck.cli;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.run.BackendOptions;
import io.github.kvmtck.cli.run.BuildOptions;
import io.github.kvmtck.cli.run.Interruption;
import io.github.kvmtck.cli.run.Jobs;
import io.github.kvmtck.cli.run.ScenarioOptions;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.stability.Repeater;
import io.github.kvmtck.suite.stability.Repetition;
import io.github.kvmtck.suite.stability.Stability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that verdicts do not depend on luck. */
@Command(
    name = "stability",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs scenarios again and again in random order, and compares the verdicts. One that is"
            + " not always the same is a fault of the suite or of the kernel; exit code 1.")
final class StabilityCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;

  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final BuildOptions build = new BuildOptions();
  @Mixin private final ScenarioOptions scenarios = new ScenarioOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often with each number of jobs (${DEFAULT-VALUE}).")
  private int runs = 10;

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,4",
      description = "How many scenarios run at once, each in turn (${DEFAULT-VALUE}).")
  private List<Integer> jobs = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the seeds of the orders; it prints the one that it took.")
  private @Nullable Long seed;

  StabilityCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 2 && jobs.size() < 2) {
      throw new UsageException("--runs is at least 2: one run has nothing to be compared with.");
    }
    if (runs < 1) {
      throw new UsageException("--runs is at least 1.");
    }
    Jobs.check(jobs);
    Suite suite = BrokenSuite.suite(files);
    KernelProvider provider = backends.only();
    KernelOptions options = build.of(suite);
    Selection selection = scenarios.selection();
    List<Entry> entries = selection.withAbsences(suite);
    ScenarioOptions.warn(terminal, suite, selection);
    if (entries.isEmpty()) {
      terminal.complain("kvm-tck: no scenario matches what was asked for; nothing was run.");
      return ExitCode.NOTHING_SELECTED.status();
    }
    try (Opened opened = Opened.open(provider, options)) {
      if (opened instanceof Opened.Absent absent) {
        terminal.complain("kvm-tck: " + absent.reason());
        return ExitCode.NOTHING_COULD_RUN.status();
      }
    }
    var deviations = BrokenSuite.orBroken(suite.deviations(provider.name()));
    Repeater repeater = new Repeater(suite, provider, options, entries, deviations);
    long of = seed != null ? seed : RandomGenerator.getDefault().nextLong(1_000_000);
    terminal.complain(
        "%s, profile %s: %d scenarios, %d times with each of --jobs %s, seed %d"
            .formatted(provider.name(), options.profile(), entries.size(), runs, numbers(), of));
    Progress progress = new Progress();
    Interruption interruption = Interruption.handledBy(progress::interrupted);
    Stability stability;
    try {
      stability = repeater.run(jobs, runs, of, progress::print);
    } finally {
      interruption.over();
    }
    return interruption.happened() ? ExitCode.INTERRUPTED.status() : conclude(stability);
  }

  private String numbers() {
    return jobs.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** One line a run, as soon as it is over. */
  private final class Progress {
    private final List<Repetition> done = new ArrayList<>();

    /** What the runs so far say. */
    synchronized void interrupted() {
      terminal.complain(
          "kvm-tck: interrupted after %d of %d runs".formatted(done.size(), runs * jobs.size()));
      if (done.size() > 1) {
        conclude(new Stability(done));
      }
    }

    synchronized void print(Repetition repetition) {
      done.add(repetition);
      long differences = repetition.differences(done.getFirst());
      String compared =
          done.size() == 1
              ? ""
              : differences == 0
                  ? "; the same"
                  : terminal.styled("bold,red", "; " + differences + " not as in the first");
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%3d of %d  --jobs %-2d --seed %-6d %5.1f s  %s%s",
                  done.size(),
                  runs * jobs.size(),
                  repetition.jobs(),
                  repetition.seed(),
                  repetition.took().toMillis() / 1e3,
                  totals(repetition),
                  compared));
      terminal.out().flush();
    }
  }

  private static String totals(Repetition repetition) {
    return repetition.totals().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private int conclude(Stability stability) {
    int all = stability.repetitions().size();
    if (stability.stable()) {
      terminal.out().println("The verdicts of all " + all + " runs are the same.");
      terminal.out().flush();
      return 0;
    }
    stability
        .unstable()
        .forEach((scenario, outcomes) -> {
          terminal.out().println(terminal.styled("bold,red", scenario));
          outcomes.entrySet().stream().map(this::line).forEach(terminal.out()::println);
        });
    terminal
        .out()
        .println(
            stability.unstable().size()
                + " scenarios did not come out the same in all "
                + all
                + " runs.");
    terminal.out().flush();
    return ExitCode.DOES_NOT_CONFORM.status();
  }

  private String line(Map.Entry<Outcome, List<Repetition>> had) {
    return "  %3d times %-16s such as with %s"
        .formatted(had.getValue().size(), had.getKey(), had.getValue().getFirst().again());
  }
}
