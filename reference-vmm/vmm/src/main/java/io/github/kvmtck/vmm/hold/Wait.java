package io.github.kvmtck.vmm.hold;

import io.github.kvmtck.api.TaskInterrupted;
import java.util.function.BooleanSupplier;

/** Waits on a monitor that the caller has. */
final class Wait {
  private Wait() {}

  static void until(Object monitor, BooleanSupplier condition) {
    try {
      while (!condition.getAsBoolean()) {
        monitor.wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskInterrupted(e);
    }
  }
}
