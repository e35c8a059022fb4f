package io.github.kvmtck.reports.ledger;

import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import java.util.List;

/**
 * Every observation of a run; {@code ledger.json}, which {@code docs/ledger-schema.md} explains.
 *
 * @param version rises when a reader of the old form would misread the new one
 * @param run as in {@code results.json}
 * @param observations sorted by rule and scenario; those of a scenario in the order they were made
 */
public record Ledger(int version, RunInfo run, Run.Ending ending, List<Entry> observations) {

  public static final String FILE = "ledger.json";

  /** The form that this suite writes and reads. */
  public static final int VERSION = 1;

  /**
   * One observation.
   *
   * @param scenario its id
   */
  public record Entry(
      String rule, String scenario, String key, String value, Observation.Kind kind) {}

  public Ledger {
    observations = List.copyOf(observations);
  }

  /** The ledger of a run; a run has its results sorted already. */
  public static Ledger of(Run run) {
    return new Ledger(
        VERSION,
        run.info(),
        run.ending(),
        run.results().stream()
            .flatMap(result -> result.observations().stream().map(seen -> entry(result, seen)))
            .toList());
  }

  private static Entry entry(ScenarioResult result, Observation seen) {
    return new Entry(
        result.scenario().rule(), result.scenario().id(), seen.key(), seen.value(), seen.kind());
  }
}
