package io.github.kvmtck.drivers;

import java.nio.file.Path;
import java.util.List;

/** Starts further processes that see the kernel that the VMM sees: one that it migrates to. */
@FunctionalInterface
public interface Companions {

  /**
   * Starts one; nobody watches it.
   *
   * @param output takes what it prints
   */
  Companion start(List<String> command, Path output) throws DriverException;

  /** A further process. */
  interface Companion {

    boolean isAlive();

    /** Ends it. */
    void end() throws InterruptedException;
  }
}
