package io.github.kvmtck.cli.run;

import io.github.kvmtck.suite.UsageException;
import java.util.List;

/** How many things may be done at once. */
public final class Jobs {
  /** Each has threads of its own; far more of them than processors help nobody. */
  private static final int MOST = 1000;

  private Jobs() {}

  /**
   * Looks at what {@code --jobs} says.
   *
   * @throws UsageException where it cannot be
   */
  public static void check(List<Integer> jobs) {
    if (jobs.stream().anyMatch(number -> number < 1 || number > MOST)) {
      throw new UsageException("--jobs is from 1 to " + MOST + ".");
    }
  }
}
