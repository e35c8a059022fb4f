package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.cli.run.Candidates;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import java.util.List;
import picocli.CommandLine.Option;

/** Which rules to judge by: the option of every command that judges a VMM. */
final class Rules {
  @Option(
      names = "--rule",
      split = ",",
      paramLabel = "ID",
      completionCandidates = Candidates.OfRules.class,
      description = "Judges by these rules or families only: SAVE,TRACE-01. Repeatable.")
  private List<String> ids = List.of();

  /**
   * Looks whether what is named is there.
   *
   * @throws io.github.kvmtck.suite.UsageException where it is not
   */
  void check(Suite suite) {
    ids.forEach(id -> Selection.check(suite, id));
  }

  /** Whether any was named; otherwise all count. */
  boolean areNamed() {
    return !ids.isEmpty();
  }

  boolean has(String rule) {
    return ids.isEmpty()
        || ids.stream()
            .anyMatch(id -> id.equalsIgnoreCase(rule) || id.equalsIgnoreCase(RuleId.family(rule)));
  }
}
