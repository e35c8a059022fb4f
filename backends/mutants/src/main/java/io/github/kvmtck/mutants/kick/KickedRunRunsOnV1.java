package io.github.kvmtck.mutants.kick;

/** Completion goes on into the guest. In another version of the proposal. */
public final class KickedRunRunsOnV1 extends KickedRunRunsOn {
  public KickedRunRunsOnV1() {
    super("kicked-run-runs-on-v1", "mainline+kick-all-v1");
  }
}
