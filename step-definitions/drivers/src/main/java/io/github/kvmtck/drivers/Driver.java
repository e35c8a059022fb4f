package io.github.kvmtck.drivers;

import java.time.Duration;
import java.util.List;

/** Knows one VMM: how it is started with a guest, and how it is told what to do. */
public interface Driver {

  /** What it drives, e.g. {@code QEMU}. */
  String name();

  /**
   * The command that starts the VMM. What it needs besides is made in the errand's folder.
   *
   * @param errand what for
   * @throws DriverException where that cannot be made
   * @throws UnsupportedOperationException where the VMM has no such thing; the message says what
   */
  List<String> command(Errand errand) throws DriverException;

  /**
   * Takes control of a VMM that was started with {@link #command}.
   *
   * @param companions for a command that takes another process
   * @param patience how long it may take until it answers
   * @throws DriverException where it does not
   */
  Control connect(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException;
}
