package io.github.kvmtck.suite.mutation;

import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.catalogue.Disposition;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scenario kills which mutant, and what is wrong with that.
 *
 * @param entries the scenarios that were tried
 * @param baseline what they gave on the kernel without a breach, once for each profile
 */
public record Matrix(
    Suite suite, List<Entry> entries, List<ScenarioResult> baseline, List<Trial> trials) {

  public Matrix {
    entries = List.copyOf(entries);
    baseline = List.copyOf(baseline);
    trials = List.copyOf(trials);
  }

  /** Everything that keeps the suite from being trusted, one sentence each; empty is good. */
  public List<String> faults() {
    return Stream.of(baselineFaults(), mutantFaults(), ruleFaults(), scenarioFaults())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Scenarios of rules that are only observed: they judge nothing, so that no mutant fails them.
   */
  public List<Entry> exempt() {
    return of(Disposition.OBSERVED).toList();
  }

  private List<String> baselineFaults() {
    return baseline.stream()
        .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.BROKEN)
        .map(r ->
            r.scenario().id()
                + " is "
                + r.verdict()
                + " on the kernel without a breach: "
                + first(r))
        .distinct()
        .toList();
  }

  private List<String> mutantFaults() {
    List<String> faults = new ArrayList<>();
    for (Trial trial : trials) {
      String who = "mutant " + trial.mutant().name() + " of " + trial.mutant().rule();
      if (suite.catalogue().rule(trial.mutant().rule()).isEmpty()) {
        faults.add(who + " breaks a rule that the catalogue does not have");
        continue;
      }
      switch (trial.fate()) {
        case KILLED -> {}
        case SURVIVED -> faults.add(who + " survives: " + met(trial));
        case WRONG_MESSAGE -> faults.add(who + " fails with another message: " + wrong(trial));
        case BROKEN -> faults.add(who + " leaves a scenario without a judgement: " + broken(trial));
      }
    }
    return faults;
  }

  private static String met(Trial trial) {
    return trial.met() == 0
        ? "no scenario of its rule passes without the breach"
        : "none of " + trial.met() + " scenarios fails";
  }

  private static String wrong(Trial trial) {
    return trial.kills().stream()
        .filter(kill -> !trial.asExpected(kill))
        .map(kill -> kill.scenario().id() + ": " + first(kill))
        .collect(Collectors.joining("; "));
  }

  private static String broken(Trial trial) {
    return trial.results().stream()
        .filter(result -> result.verdict() == Verdict.BROKEN)
        .map(result -> result.scenario().id() + ": " + result.reason().orElse(""))
        .collect(Collectors.joining("; "));
  }

  private static String first(ScenarioResult kill) {
    return Stream.concat(kill.messages().stream(), kill.reason().stream())
        .findFirst()
        .map(text -> text.replaceAll("\\s+", " "))
        .orElse("no message");
  }

  private List<String> ruleFaults() {
    Set<String> broken =
        trials.stream().map(trial -> trial.mutant().rule()).collect(Collectors.toSet());
    return judging()
        .map(Entry::rule)
        .distinct()
        .filter(rule -> !broken.contains(rule))
        .map(rule -> rule + " is tested and has no mutant")
        .toList();
  }

  private List<String> scenarioFaults() {
    Set<String> broken =
        trials.stream().map(trial -> trial.mutant().rule()).collect(Collectors.toSet());
    Set<String> killers =
        trials.stream()
            .flatMap(trial -> trial.kills().stream())
            .map(kill -> kill.scenario().id())
            .collect(Collectors.toSet());
    return judging()
        .filter(entry -> broken.contains(entry.rule()))
        .map(Entry::id)
        .filter(id -> !killers.contains(id))
        .map(id -> id + " kills nothing" + never(id))
        .toList();
  }

  private String never(String id) {
    boolean passed =
        baseline.stream()
            .anyMatch(r -> r.scenario().id().equals(id) && r.verdict() == Verdict.PASS);
    return passed ? "" : ": it passes in no profile of its rule's mutants";
  }

  private Stream<Entry> judging() {
    return of(Disposition.TESTED);
  }

  private Stream<Entry> of(Disposition disposition) {
    Set<String> rules =
        suite
            .catalogue()
            .rules()
            .filter(rule -> rule.disposition() == disposition)
            .map(Rule::id)
            .collect(Collectors.toSet());
    return entries.stream().filter(entry -> rules.contains(entry.rule()));
  }
}
