package io.github.kvmtck.reports;

/**
 * What a scenario says about a backend. Written with hyphens wherever a person or a tool reads it.
 */
public enum Verdict {
  /** The backend kept the rule. */
  PASS,
  /** The backend broke the rule, or the JVM ended under the scenario. */
  FAIL,
  /** The backend lacks the feature, and its documented absence was tested. */
  NOT_APPLICABLE,
  /** The environment did not let the scenario run; nothing is said about the backend. */
  NOT_RUN,
  /** A duty that never had occasion during the run. */
  NOT_EXERCISED,
  /** The suite or its set-up is at fault: an undefined step, a failed fixture. */
  BROKEN;

  /** The name with hyphens, e.g. {@code NOT-RUN}. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
