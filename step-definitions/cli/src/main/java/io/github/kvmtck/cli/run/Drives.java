package io.github.kvmtck.cli.run;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs scenarios that drive a VMM, with the journal, the reports and the codes of every run. */
public final class Drives {
  private Drives() {}

  /**
   * Runs a plan on one backend, which is closed afterwards.
   *
   * @param folder of the report, which is there
   */
  public static ExitCode run(Terminal terminal, RunPlan plan, Path folder, Opened backend)
      throws IOException, InterruptedException {
    return new Session(terminal, plan, new Output(folder, List.of(folder)))
        .run(List.of(backend), Optional.empty());
  }
}
