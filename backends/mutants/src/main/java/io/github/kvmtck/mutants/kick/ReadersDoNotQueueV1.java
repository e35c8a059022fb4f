package io.github.kvmtck.mutants.kick;

/** A semaphore that lets readers in while a writer waits. In another version of the proposal. */
public final class ReadersDoNotQueueV1 extends ReadersDoNotQueue {
  public ReadersDoNotQueueV1() {
    super("readers-do-not-queue-v1", "mainline+kick-all-v1");
  }
}
