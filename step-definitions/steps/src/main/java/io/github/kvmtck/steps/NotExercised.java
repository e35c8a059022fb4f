package io.github.kvmtck.steps;

import org.opentest4j.TestAbortedException;

/**
 * Thrown where a VMM's duty had no occasion in the whole scenario: it was neither kept nor broken.
 * The verdict is NOT-EXERCISED.
 */
public final class NotExercised extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  public NotExercised(String reason) {
    super(reason);
  }
}
