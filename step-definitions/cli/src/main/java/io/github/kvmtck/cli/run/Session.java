package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.About;
import io.github.kvmtck.cli.BrokenSuite;
import io.github.kvmtck.cli.Stage;
import io.github.kvmtck.cli.terminal.FailureText;
import io.github.kvmtck.cli.terminal.ProgressObserver;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.reports.journal.Journal;
import io.github.kvmtck.steps.Subject;
import io.github.kvmtck.suite.SuiteVersion;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Shard;
import io.github.kvmtck.suite.run.Host;
import io.github.kvmtck.suite.run.JournaledRun;
import io.github.kvmtck.suite.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan run on backends, one after the other, and reported. */
final class Session {
  private final Terminal terminal;
  private final RunPlan plan;
  private final Output output;
  private final List<Path> begun = new ArrayList<>();
  private @Nullable JournaledRun current;

  Session(Terminal terminal, RunPlan plan, Output output) {
    this.terminal = terminal;
    this.plan = plan;
    this.output = output;
  }

  /**
   * How a session is started again.
   *
   * @param cause what ended the JVM
   * @param times how often it was lost
   */
  record Resumption(String cause, int times) {}

  /**
   * Runs and reports.
   *
   * @param resumed empty where the session begins
   */
  ExitCode run(List<Opened> backends, Optional<Resumption> resumed)
      throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    Interruption interruption = Interruption.handledBy(this::interrupted);
    try {
      for (int i = 0; i < backends.size(); i++) {
        runs.add(run(backends.get(i), output.folders().get(i), resumed));
      }
    } finally {
      // Also after an exception: what ends the process then is not an interruption.
      interruption.over();
    }
    if (interruption.happened()) {
      return ExitCode.INTERRUPTED;
    }
    Stage.REPORTING.reached();
    new Reporting(terminal, output).report(runs, begun);
    return ExitCode.of(runs);
  }

  private Run run(Opened backend, Path folder, Optional<Resumption> resumed)
      throws IOException, InterruptedException {
    Path file = folder.resolve(Output.JOURNAL);
    RunInfo info = info(backend);
    new Greeting(terminal).of(plan, backend, info);
    String known = plan.subject().map(Subject::name).orElse(backend.provider().name());
    DeviationList deviations = BrokenSuite.orBroken(plan.suite().deviations(known));
    FailureText failures =
        new FailureText(terminal, plan.suite().catalogue(), id -> again(backend, id));
    try (ProgressObserver observer = new ProgressObserver(terminal, failures)) {
      JournaledRun run = new JournaledRun(plan, backend, deviations, file, observer);
      synchronized (this) {
        current = run;
        begun.add(folder);
      }
      Stage.RUNNING.reached();
      return resumed.isPresent() && file.toFile().exists()
          ? run.resume(resumed.get().cause(), resumed.get().times())
          : run.begin(info);
    }
  }

  /** On the thread of the interruption, while the run may still go on. */
  private synchronized void interrupted() throws IOException {
    if (current == null) {
      return;
    }
    current.interrupt();
    List<Run> runs = new ArrayList<>();
    for (Path folder : begun) {
      runs.add(Journal.read(folder.resolve(Output.JOURNAL)));
    }
    new Reporting(terminal, output).report(runs, begun);
  }

  private RunInfo info(Opened backend) {
    Optional<About> about =
        backend instanceof Opened.Ready ready
            ? Optional.of(ready.kernel().about())
            : Optional.empty();
    return new RunInfo(
        SuiteVersion.current().version(),
        plan.suite().digest(),
        backend.provider().name(),
        backend.options().profile(),
        Host.environment(about),
        plan.seed(),
        plan.jobs(),
        plan.shard().map(Shard::toString),
        plan.command(),
        Instant.now());
  }

  private String again(Opened backend, String id) {
    List<String> words = new ArrayList<>(List.of("kvm-tck"));
    if (plan.subject().isPresent()) {
      words.addAll(List.of("vmm", "--on", backend.provider().name()));
    } else {
      words.addAll(List.of("run", "--backend", backend.provider().name()));
    }
    if (!backend.options().profile().equals("mainline")) {
      words.addAll(List.of("--profile", backend.options().profile()));
    }
    backend.options().proposals().forEach(p -> words.addAll(List.of("--implements", p)));
    words.addAll(List.of(plan.subject().isPresent() ? "--scenario" : "--rule", id));
    plan.subject()
        .ifPresent(subject -> {
          words.add("--");
          words.addAll(subject.command());
        });
    return String.join(" ", words);
  }
}
