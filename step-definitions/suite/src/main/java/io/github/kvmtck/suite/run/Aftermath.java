package io.github.kvmtck.suite.run;

import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelLog;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What scenarios leave behind outside of their own sight: lines in the kernel's log, and
 * descriptors, mappings and threads that nobody gave back.
 */
final class Aftermath {
  private final Kernel kernel;
  private final Optional<KernelLog> log;
  private final Holdings baseline;
  private final List<String> sinceQuiet = new ArrayList<>();

  Aftermath(Kernel kernel) {
    this.kernel = kernel;
    this.log = kernel.log();
    this.baseline = kernel.holdings();
  }

  long mark() {
    return log.map(KernelLog::mark).orElse(0L);
  }

  /**
   * What speaks against a scenario that just ended; the log lines are attached to it.
   *
   * @param others the scenarios in flight beside it
   */
  List<String> complaints(Running running, List<String> others) {
    List<String> complaints = new ArrayList<>();
    logged(running, others).ifPresent(complaints::add);
    left(running, others).ifPresent(complaints::add);
    return complaints;
  }

  private Optional<String> logged(Running running, List<String> others) {
    List<KernelLog.Line> lines = log.map(l -> l.since(running.logMark())).orElse(List.of());
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String text = lines.stream().map(KernelLog.Line::text).collect(Collectors.joining("\n"));
    running.attach(new Attachment("new lines in the kernel log", "text/plain", text));
    return lines.stream()
        .filter(KernelLog.Line::alarm)
        .findFirst()
        .map(line -> "the kernel logged: " + line.text() + among(others));
  }

  /**
   * Holdings can be laid at one scenario's door only where no other is in flight; so they are
   * looked at in quiet moments, and after the last scenario there always is one.
   */
  private Optional<String> left(Running running, List<String> others) {
    sinceQuiet.add(running.entry().id());
    if (!others.isEmpty()) {
      return Optional.empty();
    }
    Holdings now = kernel.holdings();
    List<String> suspects = List.copyOf(sinceQuiet);
    sinceQuiet.clear();
    if (now.equals(baseline)) {
      return Optional.empty();
    }
    return Optional.of(
        "left behind: "
            + now
            + " instead of "
            + baseline
            + (suspects.size() == 1 ? "" : ", since " + String.join(", ", suspects)));
  }

  private static String among(List<String> others) {
    return others.isEmpty() ? "" : " (also in flight: " + String.join(", ", others) + ")";
  }
}
