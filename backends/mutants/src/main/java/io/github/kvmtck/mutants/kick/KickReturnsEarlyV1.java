package io.github.kvmtck.mutants.kick;

/** Makes the requests and does not take the semaphore. In another version of the proposal. */
public final class KickReturnsEarlyV1 extends KickReturnsEarly {
  public KickReturnsEarlyV1() {
    super("kick-returns-early-v1", "mainline+kick-all-v1");
  }
}
