package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.cli.boot.MachineOptions;
import io.github.kvmtck.cli.run.Drives;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.Drivers;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.drivers.boot.Boot;
import io.github.kvmtck.drivers.exec.Commands;
import io.github.kvmtck.drivers.exec.Exec;
import io.github.kvmtck.drivers.inside.Inside;
import io.github.kvmtck.drivers.process.OwnProcess;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.steps.Subject;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Drives a VMM through scenarios.
 *
 * @param command the VMM, with the user's arguments; {@link #INSIDE} is the reference VMM in this
 *     process
 * @param told the user's own commands, by what they tell the VMM; empty where a driver knows it
 * @param carrier of the calls of another process; empty for this one
 */
record Drive(
    Terminal terminal,
    List<String> command,
    Map<String, String> told,
    Optional<Carrier> carrier,
    Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ALL = "all";
  private static final String INSIDE = "boot";

  /** Whether a command names the VMM in this process, whose calls need no carrier. */
  static boolean isInside(List<String> command) {
    return command.getFirst().equals(INSIDE);
  }

  ExitCode run(Suite suite, List<String> scenarios, Opened backend, List<String> arguments)
      throws IOException, InterruptedException {
    if (!(backend instanceof Opened.Ready ready)) {
      return ExitCode.NOTHING_COULD_RUN;
    }
    try (Scratch scratch = Scratch.make()) {
      return Drives.run(
          terminal, plan(suite, scenarios, ready, scratch, arguments), folder, backend);
    } catch (UsageException e) {
      backend.close();
      throw e;
    }
  }

  private RunPlan plan(
      Suite suite,
      List<String> scenarios,
      Opened.Ready backend,
      Scratch scratch,
      List<String> arguments) {
    List<String> ids = scenarios.contains(ALL) ? List.of() : scenarios;
    List<Entry> entries = new Selection(ids, Optional.empty(), Optional.empty()).of(suite);
    if (entries.isEmpty()) {
      throw new UsageException(
          "No scenario drives a VMM into what %s is about."
              .formatted(String.join(", ", scenarios)));
    }
    Subject subject = subject(backend, scratch.folder());
    return new RunPlan(
        suite,
        entries,
        0,
        1,
        Optional.empty(),
        arguments,
        RunPlan.Limits.OF_A_VMM,
        Optional.of(subject));
  }

  private Subject subject(Opened.Ready backend, Path scratch) {
    Function<String, Kernel> proposed = proposal -> with(backend, proposal);
    if (isInside(command)) {
      Launch inside = new Inside(MachineOptions.parse(command.subList(1, command.size())));
      return new Subject(Boot.NAME, inside, command, backend.kernel(), proposed, scratch);
    }
    Driver driver = driver();
    Launch process = new OwnProcess(driver, carrier.orElseThrow(), PATIENCE);
    return new Subject(driver.name(), process, command, backend.kernel(), proposed, scratch);
  }

  private static Kernel with(Opened.Ready backend, String proposal) {
    KernelOptions options = backend.options();
    return backend
        .provider()
        .open(new KernelOptions(options.profile() + "+" + proposal, options.proposals()));
  }

  private Driver driver() {
    if (!told.isEmpty()) {
      told.keySet().forEach(Drive::check);
      return new Exec(new Commands(told));
    }
    return Drivers.of(command)
        .orElseThrow(() ->
            new UsageException(
                "There is no driver for %s; there are those for %s, and --tell says how any other"
                        .formatted(command.getFirst(), String.join(", ", Drivers.names()))
                    + " one is told."));
  }

  private static void check(String what) {
    if (!Commands.KNOWN.contains(what)) {
      throw new UsageException(
          "A VMM cannot be told to "
              + what
              + Suggestion.of(what, Commands.KNOWN)
              + " Known: "
              + String.join(", ", Commands.KNOWN)
              + ".");
    }
  }
}
