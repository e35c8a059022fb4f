package io.github.kvmtck.mutants.ux;

/** A counter instead of a bit. In another version of the proposal. */
public final class EveryRequestCountsV1 extends EveryRequestCounts {
  public EveryRequestCountsV1() {
    super("every-request-counts-v1", "mainline+user-exit-v1");
  }
}
