package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.About;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.SuiteVersion;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was judged from traces, in the formats and with the exit codes of every run. */
public record TraceReport(Terminal terminal, Catalogue catalogue, Path folder) {

  /**
   * Makes the folder of a report.
   *
   * @throws io.github.kvmtck.suite.UsageException where it cannot be written to
   */
  public static TraceReport into(Terminal terminal, Catalogue catalogue, Path folder)
      throws IOException {
    Output output = new Output(folder, List.of(folder));
    output.create();
    output.forgetRunsBefore(Instant.MAX);
    return new TraceReport(terminal, catalogue, folder);
  }

  /** What a run is a run of, where nothing is random. */
  public RunInfo info(
      Suite suite, String backend, String profile, Optional<About> about, List<String> command) {
    return new RunInfo(
        SuiteVersion.current().version(),
        suite.digest(),
        backend,
        profile,
        Host.environment(about),
        0,
        1,
        Optional.empty(),
        command,
        Instant.now());
  }

  /** Reports one run. */
  public ExitCode of(Run run) throws IOException {
    return of(terminal, catalogue, folder, List.of(run), List.of(folder));
  }

  /**
   * Reports several runs together.
   *
   * @param folders of each, which were made by {@link #into}
   */
  public static ExitCode of(
      Terminal terminal, Catalogue catalogue, Path base, List<Run> runs, List<Path> folders)
      throws IOException {
    for (Run run : runs) {
      for (ScenarioResult result : run.results()) {
        if (run.outcome(result) == Outcome.FAILED) {
          terminal.out().println(failure(terminal, catalogue, result));
        }
      }
    }
    new Reporting(terminal, new Output(base, folders)).report(runs, folders);
    return ExitCode.of(runs);
  }

  private static String failure(Terminal terminal, Catalogue catalogue, ScenarioResult result) {
    String id = result.scenario().rule();
    StringBuilder text = new StringBuilder();
    text.append(terminal.styled("bold,red", "FAIL")).append(' ');
    text.append(terminal.styled("bold", id)).append("  ").append(result.scenario().sentence());
    String source =
        catalogue.rule(id).map(Rule::sources).map(all -> String.join("; ", all)).orElse("");
    text.append("\n  source: ").append(source).append('\n');
    result.reason().ifPresent(reason -> text.append("  ").append(reason).append('\n'));
    for (String message : result.messages()) {
      message.lines().forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }
}
