package io.github.kvmtck.reference.guests;

import java.io.IOException;
import java.time.Duration;

/** What runs an {@link Image}. */
interface Emulator {
  String name();

  /**
   * Runs a guest from reset.
   *
   * @param length for how long, at least
   * @throws Unavailable with the reason why it cannot
   */
  Rounds run(Guest guest, Duration length) throws IOException, InterruptedException;

  /** This emulator is not to be had here, or did not get to the second round. */
  final class Unavailable extends IOException {
    private static final long serialVersionUID = 1L;

    Unavailable(String reason) {
      super(reason);
    }
  }
}
