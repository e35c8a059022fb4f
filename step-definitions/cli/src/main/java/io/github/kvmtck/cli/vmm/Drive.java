package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.cli.run.Drives;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.Drivers;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.steps.Subject;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drives a VMM through scenarios. */
record Drive(Terminal terminal, List<String> command, Carrier carrier, Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ALL = "all";

  ExitCode run(Suite suite, List<String> scenarios, Opened backend, List<String> arguments)
      throws IOException, InterruptedException {
    if (!(backend instanceof Opened.Ready ready)) {
      return ExitCode.NOTHING_COULD_RUN;
    }
    List<String> ids = scenarios.contains(ALL) ? List.of() : scenarios;
    List<Entry> entries = new Selection(ids, Optional.empty(), Optional.empty()).of(suite);
    if (entries.isEmpty()) {
      backend.close();
      throw new UsageException(
          "No scenario drives a VMM into what %s is about."
              .formatted(String.join(", ", scenarios)));
    }
    Path scratch = Files.createTempDirectory("kvm-tck-vmm");
    Subject subject = new Subject(driver(), command, carrier, ready.kernel(), scratch, PATIENCE);
    RunPlan plan =
        new RunPlan(
            suite,
            entries,
            0,
            1,
            Optional.empty(),
            arguments,
            RunPlan.Limits.OF_A_VMM,
            Optional.of(subject));
    return Drives.run(terminal, plan, folder, backend);
  }

  private Driver driver() {
    return Drivers.of(command)
        .orElseThrow(() ->
            new UsageException(
                "There is no driver for %s; there are those for %s."
                    .formatted(command.getFirst(), String.join(", ", Drivers.names()))));
  }
}
