package io.github.kvmtck.suite.mutation;

import io.github.kvmtck.mutants.Mutant;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What became of a mutant.
 *
 * @param results of the scenarios that ran on it and pass on the kernel without the breach; those
 *     of other rules only in a full matrix
 */
public record Trial(Mutant mutant, List<ScenarioResult> results) {

  /** How a mutant fared against the scenarios of its own rule. */
  public enum Fate {
    /** Each scenario that failed said what was expected, and one did. */
    KILLED,
    /** No scenario noticed the breach. */
    SURVIVED,
    /** A scenario failed, and for another reason than the breach. */
    WRONG_MESSAGE,
    /** A scenario could not be judged, so that its failure shows nothing. */
    BROKEN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public Trial {
    results = List.copyOf(results);
  }

  public Fate fate() {
    if (own().anyMatch(result -> result.verdict() == Verdict.BROKEN)) {
      return Fate.BROKEN;
    }
    if (kills().isEmpty()) {
      return Fate.SURVIVED;
    }
    return kills().stream().allMatch(this::asExpected) ? Fate.KILLED : Fate.WRONG_MESSAGE;
  }

  /** The scenarios of the mutant's own rule that failed. */
  public List<ScenarioResult> kills() {
    return own().filter(result -> result.verdict() == Verdict.FAIL).toList();
  }

  /** The scenarios of other rules that failed: shown and not judged. */
  public List<ScenarioResult> otherKills() {
    return results.stream()
        .filter(result -> !isOwn(result) && result.verdict() == Verdict.FAIL)
        .toList();
  }

  /** How many scenarios of its rule the mutant met. */
  public long met() {
    return own().count();
  }

  /** Whether a failure says what the mutant does wrong. */
  public boolean asExpected(ScenarioResult failure) {
    return Stream.concat(failure.messages().stream(), failure.reason().stream())
        .anyMatch(message -> mutant.message().matcher(message).find());
  }

  private Stream<ScenarioResult> own() {
    return results.stream().filter(this::isOwn);
  }

  private boolean isOwn(ScenarioResult result) {
    return result.scenario().rule().equals(mutant.rule());
  }
}
