package io.github.kvmtck.observe;

import java.util.concurrent.Callable;

/** Waits for what another process does, which has no event here. */
final class Await {
  private Await() {}

  static void until(Callable<Boolean> condition) throws InterruptedException {
    try {
      while (!condition.call()) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
