package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What the calls say of one rule.
 *
 * @param verdict FAIL where it was violated, NOT_EXERCISED where it never had occasion, else PASS
 * @param exercised how often it had occasion
 * @param findings the first of each level, in the order in which they were found
 * @param unlisted how many more there were
 * @param impliedBy the id of the rule under which the breach of this one is reported
 */
public record RuleVerdict(
    Rule rule,
    Verdict verdict,
    long exercised,
    List<Finding> findings,
    long unlisted,
    Optional<String> impliedBy) {

  /** The findings of one level. */
  public List<Finding> findings(Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).toList();
  }
}
