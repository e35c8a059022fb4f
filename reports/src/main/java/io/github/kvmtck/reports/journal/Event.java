package io.github.kvmtck.reports.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import java.time.Instant;
import java.util.List;

/** One line of the journal: a JSON object whose {@code event} says what it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.RunStarted.class, name = "run-started"),
  @JsonSubTypes.Type(value = Event.ScenarioStarted.class, name = "scenario-started"),
  @JsonSubTypes.Type(value = Event.ScenarioFinished.class, name = "scenario-finished"),
  @JsonSubTypes.Type(value = Event.RunResumed.class, name = "run-resumed"),
  @JsonSubTypes.Type(value = Event.RunInterrupted.class, name = "run-interrupted"),
  @JsonSubTypes.Type(value = Event.RunFinished.class, name = "run-finished"),
})
sealed interface Event {

  /**
   * Always the first line.
   *
   * @param format of the journal, so that a reader can refuse what it does not know
   * @param selected every scenario that the run has to give a verdict for
   */
  record RunStarted(
      int format, RunInfo info, List<Scenario> selected, List<UnmatchedDeviation> unmatched)
      implements Event {}

  record ScenarioStarted(String id, Instant at) implements Event {}

  record ScenarioFinished(ScenarioResult result) implements Event {}

  record RunResumed(Instant at) implements Event {}

  record RunInterrupted(Instant at) implements Event {}

  record RunFinished(Instant at) implements Event {}
}
