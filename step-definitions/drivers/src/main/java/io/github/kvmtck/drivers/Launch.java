package io.github.kvmtck.drivers;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Trace;

/** How a VMM comes to life: as a process whose calls are carried, or inside of this one. */
public interface Launch {

  /**
   * Whether it is the kernel given to {@link #start} that answers the VMM, so that it can be one of
   * the caller's making.
   */
  default boolean choosesKernel() {
    return true;
  }

  /**
   * Starts the VMM and takes control of it.
   *
   * @param kernel that its calls reach
   * @param trace is told of all that it calls
   * @throws DriverException where it does not start or does not answer
   * @throws UnsupportedOperationException where it cannot be started so; the message says why
   */
  Launched start(Errand errand, Kernel kernel, Trace trace)
      throws DriverException, InterruptedException;
}
