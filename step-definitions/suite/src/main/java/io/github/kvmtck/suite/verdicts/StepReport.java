package io.github.kvmtck.suite.verdicts;

import io.cucumber.plugin.event.Status;
import org.jspecify.annotations.Nullable;

/**
 * What Cucumber reported of one step or hook.
 *
 * @param where the step as written and its line, or the hook
 * @param error what it threw
 */
public record StepReport(Phase phase, String where, Status status, @Nullable Throwable error) {

  /** What a step is for. */
  public enum Phase {
    /** A hook before the scenario. */
    BEFORE,
    /** {@code Given}: makes the situation that the rule speaks of. */
    SETUP,
    /** {@code When} and {@code Then}: puts the rule to the test. */
    TEST,
    /** A hook after the scenario: gives everything back, and checks that nothing is left. */
    AFTER
  }
}
