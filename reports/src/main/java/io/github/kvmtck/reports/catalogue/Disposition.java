package io.github.kvmtck.reports.catalogue;

/** What the suite does about a rule. */
public enum Disposition {
  /** Scenarios judge it. */
  TESTED,
  /**
   * Scenarios record what happened and judge nothing: the sources are silent or hosts may differ.
   */
  OBSERVED,
  /** A VMM owes it, and a monitor judges its calls. */
  MONITORED,
  /** Nothing on x86 can show it. */
  UNTESTABLE,
  /** It will be tested, and is not yet. */
  LATER;

  /** Whether scenarios belong to it. */
  public boolean hasScenarios() {
    return this == TESTED || this == OBSERVED;
  }
}
