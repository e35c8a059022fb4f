package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.DriverException;

/** Makes what a machine is migrated to. */
@FunctionalInterface
public interface Destinations {

  /** One that listens already. */
  Destination open() throws DriverException, InterruptedException;
}
