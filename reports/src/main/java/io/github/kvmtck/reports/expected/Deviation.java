package io.github.kvmtck.reports.expected;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Scenario;
import java.util.Optional;

/**
 * One entry of a list of known deviations.
 *
 * @param subject a rule id, which names every scenario of the rule, or a scenario id
 * @param vendor the vendor module that deviates, e.g. {@code kvm_pvm}; empty: all of them
 * @param line where the entry begins, counted from 1
 */
public record Deviation(
    String subject, Optional<String> vendor, Expectation expectation, int line) {

  boolean names(Scenario scenario) {
    return subject.equals(scenario.rule()) || subject.equals(scenario.id());
  }
}
