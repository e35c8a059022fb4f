package io.github.kvmtck.suite.run;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.reports.journal.Journal;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The run of a plan on one backend, with a journal that everything else is made from. */
public final class JournaledRun {
  private static final int FRUITLESS = 3;

  private final RunPlan plan;
  private final Opened backend;
  private final DeviationList deviations;
  private final Path file;
  private final Observer observer;
  private @Nullable Journal journal;
  private boolean interrupted;

  /**
   * @param deviations what the backend is known to do wrong on any host
   * @param file the journal
   */
  public JournaledRun(
      RunPlan plan, Opened backend, DeviationList deviations, Path file, Observer observer) {
    this.plan = plan;
    this.backend = backend;
    this.deviations = deviations;
    this.file = file;
    this.observer = observer;
  }

  /** Runs everything; a journal that is there is replaced. */
  public Run begin(RunInfo info) throws IOException, InterruptedException {
    List<Scenario> selected = plan.entries().stream().map(Entry::scenario).toList();
    var unmatched = deviations.unmatched(plan.suite().scenarios());
    return with(
        Journal.create(file, info, selected, unmatched),
        () -> {
          observer.begins(info, selected.size(), 0);
          run(plan.entries(), info);
        });
  }

  /**
   * Goes on with a run that lost its JVM.
   *
   * @param cause what ended the JVM
   * @param times how often it was lost, this time included
   * @throws IllegalStateException where it is lost again and again and no scenario is in flight
   */
  public Run resume(String cause, int times) throws IOException, InterruptedException {
    if (Journal.read(file).ending() == Run.Ending.FINISHED) {
      backend.close();
      return Journal.read(file);
    }
    Journal.Resumption resumed = Journal.resume(file, Instant.now(), cause);
    if (resumed.crashed().isEmpty() && times > FRUITLESS) {
      throw new IllegalStateException(cause + ", " + times + " times, and no scenario did it");
    }
    Set<String> remaining =
        resumed.remaining().stream().map(Scenario::id).collect(Collectors.toSet());
    int done = resumed.finished().size();
    return with(
        resumed.journal(),
        () -> {
          observer.begins(resumed.info(), done + remaining.size(), done);
          resumed.crashed().forEach(observer::finished);
          run(
              plan.entries().stream().filter(entry -> remaining.contains(entry.id())).toList(),
              resumed.info());
        });
  }

  /** Closes the journal as that of a run which somebody stopped. From any thread. */
  public synchronized void interrupt() throws IOException {
    if (journal != null && !interrupted) {
      interrupted = true;
      journal.interrupted(Instant.now());
      journal.close();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private Run with(Journal opened, Work work) throws IOException, InterruptedException {
    synchronized (this) {
      journal = opened;
    }
    work.run();
    synchronized (this) {
      if (!interrupted) {
        opened.ended(Instant.now());
        opened.close();
        journal = null;
      }
    }
    return Journal.read(file);
  }

  private void run(List<Entry> entries, RunInfo info) throws InterruptedException {
    DeviationList here = deviations.on(info.environment());
    new Scenarios(plan, here, new Both()).run(backend, entries);
  }

  /** The journal first: it is what counts. */
  private final class Both implements Sink {
    @Override
    public void started(Scenario scenario, Instant at) {
      synchronized (JournaledRun.this) {
        if (journal != null && !interrupted) {
          journal.started(scenario, at);
          observer.started(scenario, at);
        }
      }
    }

    @Override
    public void finished(ScenarioResult result) {
      synchronized (JournaledRun.this) {
        if (journal != null && !interrupted) {
          journal.finished(result);
          observer.finished(result);
        }
      }
    }
  }
}
