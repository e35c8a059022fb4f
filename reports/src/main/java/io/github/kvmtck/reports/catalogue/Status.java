package io.github.kvmtck.reports.catalogue;

/** Where a rule stands in the life of the kernel's API. */
public enum Status {
  /** In Linux: tested on every backend. */
  MAINLINE,
  /** Sent as patches and never merged: tested where a backend claims it, its absence elsewhere. */
  PROPOSED,
  /** Only discussed, as another way to the same end. */
  ALTERNATIVE,
  /** Follows from other rules or from code that was read; no text states it. */
  DERIVED
}
