package io.github.kvmtck.reports.journal;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.Ending;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where a run stands after some events: what is finished, what is in flight, what remains. */
final class Standing {

  private final Event.RunStarted start;
  private final Map<String, Scenario> selected = new LinkedHashMap<>();
  private final Map<String, Instant> inFlight = new LinkedHashMap<>();
  private final Map<String, ScenarioResult> finished = new LinkedHashMap<>();
  private Ending ending = Ending.LOST;
  private Instant last;

  Standing(Event.RunStarted start) {
    this.start = start;
    this.last = start.info().startedAt();
    for (Scenario scenario : start.selected()) {
      if (selected.put(scenario.id(), scenario) != null) {
        throw new IllegalArgumentException("two selected scenarios have the id " + scenario.id());
      }
    }
  }

  /** Takes the next event; an event that cannot follow is the programmer's error who wrote it. */
  void take(Event event) {
    switch (event) {
      case Event.RunStarted _ -> throw new IllegalStateException("the run has already started");
      case Event.ScenarioStarted(var id, var at) -> {
        open(id);
        // A thread may begin one more while the others are being stopped: that is no crash either.
        if (ending != Ending.INTERRUPTED) {
          inFlight.put(id, at);
        }
        last = at;
      }
      case Event.ScenarioFinished(var result) -> {
        String id = result.scenario().id();
        open(id);
        inFlight.remove(id);
        finished.put(id, result);
        last = result.startedAt().plus(result.duration());
      }
      case Event.RunResumed(var at) -> {
        ending = Ending.LOST;
        last = at;
      }
      case Event.RunInterrupted(var at) -> {
        // Stopped by somebody, not crashed: what was in flight counts as not run.
        inFlight.clear();
        ending = Ending.INTERRUPTED;
        last = at;
      }
      case Event.RunFinished(var at) -> {
        ending = Ending.FINISHED;
        last = at;
      }
    }
  }

  Event.RunStarted start() {
    return start;
  }

  Collection<ScenarioResult> finished() {
    return List.copyOf(finished.values());
  }

  /** Neither finished nor in flight, in the order of selection. */
  List<Scenario> remaining() {
    return selected.values().stream()
        .filter(scenario -> !finished.containsKey(scenario.id()))
        .filter(scenario -> !inFlight.containsKey(scenario.id()))
        .toList();
  }

  /**
   * What was in flight when the JVM was lost: FAIL, and never an expected one, because a list of
   * deviations may excuse a wrong answer but not a lost process. With several in flight nobody can
   * tell which one did it, so each says which others it shared the JVM with.
   */
  List<ScenarioResult> crashed(String cause) {
    return inFlight.entrySet().stream()
        .map(entry -> crash(entry.getKey(), entry.getValue(), cause))
        .toList();
  }

  /** The run as it stands, with a verdict for every selected scenario. */
  Run run() {
    List<ScenarioResult> results = new ArrayList<>(finished.values());
    results.addAll(
        ending == Ending.FINISHED ? unrecorded() : crashed("the JVM ended while it ran"));
    boolean interrupted = ending == Ending.INTERRUPTED;
    Verdict verdict = interrupted ? Verdict.NOT_RUN : Verdict.BROKEN;
    String reason =
        interrupted
            ? "the run was interrupted before it was done"
            : "the run ended before it started, and was not resumed";
    for (Scenario scenario : remaining()) {
      results.add(ScenarioResult.of(scenario, start.info().backend(), last, verdict, reason));
    }
    return new Run(start.info(), results, start.unmatched(), ending, last);
  }

  /** The JVM was there to the end, so that it was the journal which could not be written. */
  private List<ScenarioResult> unrecorded() {
    return inFlight.entrySet().stream()
        .map(entry ->
            ScenarioResult.of(
                scenario(entry.getKey()),
                start.info().backend(),
                entry.getValue(),
                Verdict.BROKEN,
                "its result was not recorded"))
        .toList();
  }

  private ScenarioResult crash(String id, Instant at, String cause) {
    Set<String> others = new TreeSet<>(inFlight.keySet());
    others.remove(id);
    String reason =
        others.isEmpty()
            ? "crash: " + cause
            : "crash: " + cause + "; also in flight: " + String.join(", ", others);
    return ScenarioResult.of(scenario(id), start.info().backend(), at, Verdict.FAIL, reason);
  }

  private void open(String id) {
    scenario(id);
    if (finished.containsKey(id)) {
      throw new IllegalStateException(id + " already has its verdict");
    }
  }

  private Scenario scenario(String id) {
    Scenario scenario = selected.get(id);
    if (scenario == null) {
      throw new IllegalStateException(id + " was not selected for this run");
    }
    return scenario;
  }
}
