package io.github.kvmtck.cli;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.run.BackendOptions;
import io.github.kvmtck.cli.run.Interruption;
import io.github.kvmtck.cli.run.Jobs;
import io.github.kvmtck.cli.run.ScenarioOptions;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.catalogue.Disposition;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.mutation.Matrix;
import io.github.kvmtck.suite.mutation.Mutants;
import io.github.kvmtck.suite.mutation.Trial;
import io.github.kvmtck.suite.mutation.Trials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that the scenarios can fail. */
@Command(
    name = "mutants",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the scenarios of each rule on kernels that break it. A mutant that survives, a"
            + " scenario that kills none and a failure with another message are faults of the"
            + " suite; exit code 1.")
final class MutantsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final SuiteFiles files;

  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final ScenarioOptions scenarios = new ScenarioOptions();

  @Option(
      names = "--full",
      description = "Every mutant meets every scenario; kills of other rules are shown.")
  private boolean full;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many mutants are tried at once; default: one a processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  MutantsCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Jobs.check(List.of(jobs));
    Suite suite = BrokenSuite.suite(files);
    KernelProvider healthy = backends.only();
    Selection selection = scenarios.selection();
    List<Entry> entries = selection.of(suite);
    Set<String> selected = entries.stream().map(Entry::rule).collect(Collectors.toSet());
    List<Mutant> mutants =
        Mutants.installed().stream()
            .filter(mutant -> entries.equals(suite.entries()) || selected.contains(mutant.rule()))
            .toList();
    ScenarioOptions.warn(terminal, suite, selection);
    if (mutants.isEmpty()) {
      observed(suite, selected).forEach(sentence -> terminal.complain("kvm-tck: " + sentence));
      terminal.complain("kvm-tck: no mutant breaks what was asked for; nothing was run.");
      return ExitCode.NOTHING_SELECTED.status();
    }
    Optional<String> unavailable = healthy.unavailable();
    if (unavailable.isPresent()) {
      terminal.complain("kvm-tck: " + unavailable.get());
      return ExitCode.NOTHING_COULD_RUN.status();
    }
    Progress progress = new Progress(mutants.size());
    Interruption interruption = Interruption.handledBy(progress::interrupted);
    Matrix matrix;
    try {
      matrix = new Trials(suite, healthy, entries, full).run(mutants, jobs, progress::over);
    } finally {
      interruption.over();
    }
    return interruption.happened() ? ExitCode.INTERRUPTED.status() : conclude(matrix);
  }

  /** A trial is told as soon as it is over; the rules come in the order in which trials end. */
  private final class Progress {
    private final int mutants;
    private int tried;
    private int killed;

    Progress(int mutants) {
      this.mutants = mutants;
    }

    synchronized void over(Trial trial) {
      tried++;
      killed += trial.fate() == Trial.Fate.KILLED ? 1 : 0;
      print(trial);
    }

    synchronized void interrupted() {
      terminal.complain(
          "kvm-tck: interrupted after %d of %d mutants, %d killed as expected"
              .formatted(tried, mutants, killed));
    }
  }

  private static List<String> observed(Suite suite, Set<String> rules) {
    return suite
        .catalogue()
        .rules()
        .filter(rule -> rules.contains(rule.id()) && rule.disposition() == Disposition.OBSERVED)
        .map(rule ->
            rule.id()
                + " is only observed, so that no kernel can fail it: "
                + rule.reason().orElse("")
                + ".")
        .toList();
  }

  private void print(Trial trial) {
    Mutant mutant = trial.mutant();
    terminal
        .out()
        .printf(
            "%-8s %-44s %s%n",
            mutant.rule(), mutant.name(), terminal.styled(style(trial), trial.fate().toString()));
    terminal.out().printf("         %s%n", mutant.breach());
    for (ScenarioResult kill : trial.kills()) {
      terminal.out().printf("         killed by %s%n", kill.scenario().id());
    }
    if (!trial.otherKills().isEmpty()) {
      terminal.out().printf("         also killed by %s%n", names(trial.otherKills()));
    }
    terminal.out().flush();
  }

  private static String style(Trial trial) {
    return switch (trial.fate()) {
      case KILLED -> "green";
      case SURVIVED, WRONG_MESSAGE, BROKEN -> "bold,red";
    };
  }

  private static String names(List<ScenarioResult> kills) {
    return kills.stream().map(kill -> kill.scenario().id()).collect(Collectors.joining(", "));
  }

  private int conclude(Matrix matrix) {
    List<String> faults = matrix.faults();
    matrix
        .exempt()
        .forEach(entry -> terminal.out().println("observes only, kills nothing: " + entry.id()));
    faults.forEach(fault -> terminal.complain(terminal.styled("bold,red", "fault ") + fault));
    long killed = matrix.trials().stream().filter(t -> t.fate() == Trial.Fate.KILLED).count();
    terminal
        .out()
        .printf(
            "%d mutants, %d killed as expected; %d scenarios; %d faults%n",
            matrix.trials().size(), killed, matrix.entries().size(), faults.size());
    terminal.out().flush();
    return faults.isEmpty() ? ExitCode.CONFORMS.status() : ExitCode.DOES_NOT_CONFORM.status();
  }
}
