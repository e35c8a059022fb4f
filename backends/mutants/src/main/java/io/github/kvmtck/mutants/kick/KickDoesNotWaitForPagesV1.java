package io.github.kvmtck.mutants.kick;

/** Makes the requests and does not take the semaphore. In another version of the proposal. */
public final class KickDoesNotWaitForPagesV1 extends KickDoesNotWaitForPages {
  public KickDoesNotWaitForPagesV1() {
    super("kick-does-not-wait-for-pages-v1", "mainline+kick-all-v1");
  }
}
