package io.github.kvmtck.reports.expected;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.RunInfo.Environment;
import io.github.kvmtck.reports.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of a list of known deviations.
 *
 * @param subject a rule id, which names every scenario of the rule, or a scenario id
 * @param vendor the vendor module that deviates, e.g. {@code kvm_pvm}; empty: all of them
 * @param releases the kernel releases that deviate; empty: all of them
 * @param message what a failure has to say to be this deviation; empty: anything
 * @param line where the entry begins, counted from 1
 */
public record Deviation(
    String subject,
    Optional<String> vendor,
    Optional<Releases> releases,
    Optional<Pattern> message,
    Expectation expectation,
    int line) {

  /** Whether it counts on a host. */
  boolean countsOn(Environment host) {
    return (vendor.isEmpty() || vendor.equals(host.vendorModule()))
        && releases.stream().allMatch(range -> range.has(host.kernelRelease()));
  }

  /** Whether a failure is this deviation and not another one of the same scenario. */
  boolean explains(List<String> messages) {
    return message.stream().allMatch(m -> messages.stream().anyMatch(m.asPredicate()));
  }

  boolean names(Scenario scenario) {
    return subject.equals(scenario.rule()) || subject.equals(scenario.id());
  }
}
