package io.github.kvmtck.mutants.kick;

/** Makes the requests and does not take the semaphore. In another version of the proposal. */
public final class KickDoesNotWaitV1 extends KickDoesNotWait {
  public KickDoesNotWaitV1() {
    super("kick-does-not-wait-v1", "mainline+kick-all-v1");
  }
}
