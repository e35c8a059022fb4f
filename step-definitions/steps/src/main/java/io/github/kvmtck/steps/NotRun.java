package io.github.kvmtck.steps;

import org.opentest4j.TestAbortedException;

/**
 * Thrown where the environment does not let the scenario run (a permission, a missing file). It
 * says nothing about the backend. The verdict is NOT-RUN.
 */
public final class NotRun extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  public NotRun(String reason) {
    super(reason);
  }
}
