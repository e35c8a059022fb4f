package io.github.kvmtck.suite.run;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.verdicts.Judgement;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Follows the scenarios of one execution and hands their results to a {@link Sink}.
 *
 * <p>A scenario runs on one thread from its first event to its last, so the thread says which one
 * an event belongs to.
 */
final class Recorder {
  private final Map<Entry.Place, Entry> entries = new LinkedHashMap<>();
  private final Map<Thread, Watched> inFlight = new HashMap<>();
  private final CompletableFuture<Execution.End> givenUp = new CompletableFuture<>();
  private final Aftermath aftermath;
  private final Watchdog watchdog;
  private final DeviationList deviations;
  private final String backend;
  private final Sink sink;
  private boolean closed;

  private record Watched(Running running, Future<?> watch) {}

  Recorder(
      Collection<Entry> selected,
      String backend,
      Aftermath aftermath,
      DeviationList deviations,
      RunPlan.Limits limits,
      Sink sink) {
    selected.forEach(entry -> entries.put(entry.place(), entry));
    this.backend = backend;
    this.aftermath = aftermath;
    this.deviations = deviations;
    this.sink = sink;
    this.watchdog = new Watchdog(limits.scenario(), limits.grace(), this::giveUp);
  }

  synchronized void started(URI feature, int line, Instant at) {
    Entry entry = entries.get(new Entry.Place(feature.getSchemeSpecificPart(), line));
    if (entry == null) {
      throw new IllegalStateException("nobody selected " + feature + ":" + line);
    }
    if (closed) {
      throw new IllegalStateException("the run is over");
    }
    Running running = new Running(entry, Thread.currentThread(), at, aftermath.mark());
    sink.started(entry.scenario(), at);
    inFlight.put(Thread.currentThread(), new Watched(running, watchdog.watch(running)));
  }

  /** The scenario that this thread runs; none where it was given up. */
  synchronized Optional<Running> here() {
    return Optional.ofNullable(inFlight.get(Thread.currentThread())).map(Watched::running);
  }

  synchronized void finished(Running running, Instant at) {
    if (!running.end()) {
      return;
    }
    watchedOf(running).ifPresent(watched -> watched.watch().cancel(false));
    inFlight.values().removeIf(watched -> watched.running() == running);
    Judgement judgement = running.judgement();
    for (String complaint : aftermath.complaints(running, others())) {
      judgement = judgement.failedBy(complaint);
    }
    entries.remove(running.entry().place());
    sink.finished(result(running, judgement, at));
    notifyAll();
  }

  /** Completes when a scenario could not be ended: the kernel is not to be trusted any more. */
  CompletableFuture<Execution.End> givenUp() {
    return givenUp;
  }

  /** The scenarios without a verdict. */
  synchronized List<Entry> left() {
    return List.copyOf(entries.values());
  }

  /** Waits until no scenario is in flight, and takes no event from then on. */
  synchronized void settle() throws InterruptedException {
    while (!inFlight.isEmpty()) {
      wait();
    }
    closed = true;
    watchdog.close();
  }

  private synchronized void giveUp(Running running) {
    if (watchedOf(running).isPresent()) {
      finished(running, Instant.now());
      givenUp.complete(new Execution.End.GivenUp());
    }
  }

  private Optional<Watched> watchedOf(Running running) {
    return inFlight.values().stream().filter(watched -> watched.running() == running).findFirst();
  }

  private List<String> others() {
    return inFlight.values().stream().map(other -> other.running().entry().id()).sorted().toList();
  }

  private Optional<Expectation> expectation(Scenario scenario, Judgement judgement) {
    if (judgement.verdict() != Verdict.FAIL) {
      return deviations.expectationFor(scenario);
    }
    return judgement.excusable()
        ? deviations.expectationFor(scenario, judgement.messages())
        : Optional.empty();
  }

  private ScenarioResult result(Running running, Judgement judgement, Instant at) {
    var scenario = running.entry().scenario();
    return new ScenarioResult(
        scenario,
        backend,
        running.startedAt(),
        Duration.between(running.startedAt(), at),
        judgement.verdict(),
        judgement.reason(),
        expectation(scenario, judgement),
        running.observations(),
        judgement.messages(),
        running.attachments());
  }
}
