package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.api.events.Carrier.CannotCarry;
import io.github.kvmtck.api.events.Carrier.Carried;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.cli.run.Interruption;
import io.github.kvmtck.cli.run.TraceReport;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.monitors.Judge;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.vmm.TraceVerdicts;
import io.github.kvmtck.suite.vmm.Watch;
import io.github.kvmtck.trace.TraceHeader;
import io.github.kvmtck.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a VMM that does what it does, and judges that.
 *
 * @param command the VMM and its arguments
 * @param trace takes every event, where it is there
 * @param limit how long the VMM may run
 */
record Look(
    Terminal terminal,
    List<String> command,
    Carrier carrier,
    Rules rules,
    Optional<Path> trace,
    Optional<Duration> limit) {

  ExitCode at(Suite suite, Opened.Ready backend, TraceReport report, List<String> arguments)
      throws IOException, InterruptedException {
    Kernel kernel = backend.kernel();
    RunInfo info =
        report.info(
            suite,
            backend.provider().name(),
            backend.options().profile(),
            Optional.of(kernel.about()),
            arguments);
    Judge judge = new Judge(suite.catalogue(), Monitors::all);
    List<TraceListener> listeners = new ArrayList<>(List.of(judge));
    try (@Nullable TraceWriter writer = writer(kernel.about())) {
      if (writer != null) {
        listeners.add(writer);
      }
      Trace events = new Trace(new Watch(listeners));
      Carried carried = start(kernel, events);
      terminal.complain(
          "Watching %s on %s; its calls are carried by %s."
              .formatted(command.getFirst(), kernel.about().name(), carrier.name()));
      TraceVerdicts verdicts = new TraceVerdicts(command.getFirst(), rules::has);
      Interruption interruption =
          Interruption.handledBy(() -> {
            release(carried);
            report.of(verdicts.run(info, judge.conclude(), Run.Ending.INTERRUPTED));
          });
      Client.End end;
      try {
        end = new Client(carried).await(limit);
      } finally {
        interruption.over();
      }
      if (interruption.happened()) {
        return ExitCode.INTERRUPTED;
      }
      say(end);
      warn(carried);
      return report.of(verdicts.run(info, judge.conclude(), Run.Ending.FINISHED));
    }
  }

  private @Nullable TraceWriter writer(About about) throws IOException {
    if (trace.isEmpty()) {
      return null;
    }
    Path file = trace.get();
    String kernel = (about.name() + " " + about.release()).strip();
    try {
      return TraceWriter.to(file, new TraceHeader(carrier.name(), kernel, command, Instant.now()));
    } catch (IOException e) {
      throw new UsageException("The trace " + file + " cannot be written.", e);
    }
  }

  private Carried start(Kernel kernel, Trace events) {
    try {
      return carrier.start(
          new Carrier.Client(command, Path.of("").toAbsolutePath(), Optional.empty()),
          kernel,
          events);
    } catch (CannotCarry e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void release(Carried carried) {
    try {
      carried.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a VMM does after an EINTR that no kernel gave is not its own doing. */
  private void warn(Carried carried) {
    if (carried.lost() > 0) {
      terminal.complain(
          "warning: a signal ended %d calls before the carrier saw them, and the VMM took the"
                  .formatted(carried.lost())
              + " EINTR for the kernel's; a rule that failed may have failed for that."
              + " docs/vmm/redirect.md says more.");
    }
  }

  private void say(Client.End end) {
    String how =
        end.status().map(status -> "exited with " + status).orElse("was let go and lives on");
    String late = end.late() ? " after it was told to, its time being over" : "";
    terminal.complain(command.getFirst() + " " + how + late + ".");
  }
}
