package io.github.kvmtck.mutants.kick;

/** Waits for the page uninterruptibly. In another version of the proposal. */
public final class SignalledTaskStaysV1 extends SignalledTaskStays {
  public SignalledTaskStaysV1() {
    super("signalled-task-stays-v1", "mainline+kick-all-v1");
  }
}
