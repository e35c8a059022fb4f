package io.github.kvmtck.steps;

import org.opentest4j.TestAbortedException;

/**
 * Thrown by a gate: the backend lacks what the scenario needs, and that it does is evidence in
 * itself or is tested by another rule. The verdict is NOT-APPLICABLE.
 */
public final class NotApplicable extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  public NotApplicable(String evidence) {
    super(evidence);
  }
}
