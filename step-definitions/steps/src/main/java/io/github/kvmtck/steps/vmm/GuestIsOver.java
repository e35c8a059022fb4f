package io.github.kvmtck.steps.vmm;

import io.github.kvmtck.drivers.DriverException;

/** A VMM does not do what it was told, because its guest, or it itself, is no more. */
final class GuestIsOver extends AssertionError {
  private static final long serialVersionUID = 1;

  GuestIsOver(DriverException why) {
    super("the guest was to go on and is over: " + why.getMessage(), why);
  }
}
