package io.github.kvmtck.kvm;

import java.util.function.BooleanSupplier;

/** Waits for host state that has no event; the test's alarm bounds it. */
final class Await {
  private Await() {}

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("the state did not come");
      }
      Thread.onSpinWait();
    }
  }
}
