package io.github.kvmtck.suite.run;

import io.cucumber.plugin.event.Step;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.verdicts.Judge;
import io.github.kvmtck.suite.verdicts.Judgement;
import io.github.kvmtck.suite.verdicts.StepReport;
import io.github.kvmtck.suite.verdicts.StepReport.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario that is under way. Its methods may be called from any thread. */
final class Running {
  private final Entry entry;
  private final Thread thread;
  private final Instant startedAt;
  private final long logMark;
  private final List<StepReport> reports = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<Kernel.Process> processes = new ArrayList<>();
  private Phase phase = Phase.SETUP;
  private Optional<Duration> stoppedAfter = Optional.empty();
  private boolean over;

  /**
   * @param logMark where the kernel's log stood at the start
   */
  Running(Entry entry, Thread thread, Instant startedAt, long logMark) {
    this.entry = entry;
    this.thread = thread;
    this.startedAt = startedAt;
    this.logMark = logMark;
  }

  Entry entry() {
    return entry;
  }

  Instant startedAt() {
    return startedAt;
  }

  long logMark() {
    return logMark;
  }

  synchronized void report(StepReport report) {
    reports.add(report);
  }

  /** {@code And}, {@code But} and {@code *} go on with what the step before them was for. */
  synchronized Phase phaseOf(Step step) {
    phase =
        switch (step.getKeyword().strip()) {
          case "Given" -> Phase.SETUP;
          case "When", "Then" -> Phase.TEST;
          default -> phase;
        };
    return phase;
  }

  synchronized void observe(Observation observation) {
    observations.add(observation);
  }

  synchronized void attach(Attachment attachment) {
    attachments.add(attachment);
  }

  synchronized void opened(Kernel.Process process) {
    processes.add(process);
  }

  synchronized void closed() {
    processes.clear();
  }

  /**
   * Takes the scenario's time away.
   *
   * @return what is to be closed so that its calls end; nothing where it is over already
   */
  synchronized List<Kernel.Process> stop(Duration after) {
    if (over) {
      return List.of();
    }
    stoppedAfter = Optional.of(after);
    return List.copyOf(processes);
  }

  /** Wakes the scenario from a wait outside of a system call. */
  synchronized void interrupt() {
    if (!over) {
      thread.interrupt();
    }
  }

  /**
   * Ends the scenario, on its own thread or in its stead.
   *
   * @return false where it was ended before
   */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    if (stoppedAfter.isPresent() && Thread.currentThread() == thread) {
      // An interrupt that came late is not meant for the thread's next scenario.
      Thread.interrupted();
    }
    return first;
  }

  synchronized Judgement judgement() {
    Judgement judgement = Judge.judge(reports);
    return stoppedAfter.isPresent()
        ? judgement.hung(
            "hang: no verdict after " + stoppedAfter.get().toSeconds() + " s; " + lastStep())
        : judgement;
  }

  synchronized List<Observation> observations() {
    return List.copyOf(observations);
  }

  synchronized List<Attachment> attachments() {
    return List.copyOf(attachments);
  }

  private String lastStep() {
    return reports.stream()
        .filter(report -> report.error() != null)
        .findFirst()
        .map(report -> "stopped in " + report.where())
        .orElseGet(
            () -> "it never came back from the step after " + reports.size() + " steps and hooks");
  }
}
