package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.monitors.verdict.Finding.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all monitors say at the end of a trace.
 *
 * @param rules in the order of their ids
 * @param events how many calls were judged
 * @param transport what carried the calls did to them
 */
public record Judgement(List<RuleVerdict> rules, long events, Transport transport) {

  /**
   * EINTRs that are no answer of the kernel.
   *
   * @param runs how many KVM_RUN came back
   * @param interrupted how many of them only because of what carries the calls
   */
  public record Transport(long runs, long interrupted) {

    /** Of 0 to 1. */
    public double rate() {
      return runs == 0 ? 0 : (double) interrupted / runs;
    }
  }

  public Optional<RuleVerdict> rule(String id) {
    return rules.stream().filter(verdict -> verdict.rule().id().equals(id)).findFirst();
  }

  /** All findings of one level. */
  public Stream<Finding> findings(Level level) {
    return rules.stream().flatMap(verdict -> verdict.findings(level).stream());
  }
}
