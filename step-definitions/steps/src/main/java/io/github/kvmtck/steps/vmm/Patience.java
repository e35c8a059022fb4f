package io.github.kvmtck.steps.vmm;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.awaitility.core.ThrowingRunnable;

/**
 * How long a scenario waits for a VMM. This is the only place that polls: what a guest has written
 * and what a VMM says of it have no event.
 */
final class Patience {
  /** A loaded machine that emulates real mode and is watched is slow. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** A VMM in this process answers in less. */
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private Patience() {}

  /**
   * Waits until an assertion holds.
   *
   * @throws AssertionError the last one, where it does not in time
   */
  static void until(ThrowingRunnable assertion) {
    until(assertion, () -> false);
  }

  /**
   * Waits until an assertion holds.
   *
   * @param hopeless whether it will not hold any more, so that nobody need wait
   * @throws AssertionError the last one, where it does not in time
   */
  static void until(ThrowingRunnable assertion, Callable<Boolean> hopeless) {
    try {
      Awaitility.await()
          .atMost(BOUND)
          .pollInterval(BETWEEN)
          .failFast("hopeless", hopeless)
          .untilAsserted(assertion);
    } catch (TerminalFailureException e) {
      last(assertion);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          e.getCause() instanceof AssertionError last ? last.getMessage() : e.getMessage(), e);
    }
  }

  /** It may have come to hold since. */
  private static void last(ThrowingRunnable assertion) {
    try {
      assertion.run();
    } catch (Throwable e) {
      throw e instanceof AssertionError failed ? failed : new AssertionError(e);
    }
  }
}
