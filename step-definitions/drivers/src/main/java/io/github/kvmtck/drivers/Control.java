package io.github.kvmtck.drivers;

import java.nio.file.Path;

/**
 * A VMM under control. Each command returns when the VMM says that it is done.
 *
 * <p>A command that the VMM does not have throws {@link UnsupportedOperationException}, one that
 * failed {@link DriverException}; both messages are one sentence.
 */
public interface Control extends AutoCloseable {

  /** Why most VMMs cannot be paused by two. */
  String ONE_PAUSE = "The VMM can be told to pause, and not on whose behalf.";

  State state() throws DriverException;

  void pause() throws DriverException;

  void resume() throws DriverException;

  /** Pauses for one of several holders: it runs again when none is left. */
  default void pause(String holder) throws DriverException {
    throw new UnsupportedOperationException(ONE_PAUSE);
  }

  /** Ends the pause of a holder. */
  default void resume(String holder) throws DriverException {
    throw new UnsupportedOperationException(ONE_PAUSE);
  }

  /**
   * Saves the whole state into a file that {@link Errand#snapshot} can name; a VMM that is not
   * paused is paused for it, and stays so.
   */
  void snapshot(Path file) throws DriverException, InterruptedException;

  /** Moves the running guest into a file, as to another host; it is paused at the end. */
  void migrate(Path file) throws DriverException, InterruptedException;

  /** Changes the memory map of the running guest. */
  void changeMemory() throws DriverException;

  /**
   * Makes the running guest's first vCPU one of an inactive virtual trust level, and has an event
   * come for it that does not count while another level runs.
   */
  default void yieldLevel() throws DriverException {
    throw new UnsupportedOperationException("The VMM has no virtual trust levels.");
  }

  /** The other level is done. */
  default void proceedLevel() throws DriverException {
    throw new UnsupportedOperationException("The VMM has no virtual trust levels.");
  }

  /** Ends the VMM; returns when it was told. */
  void quit() throws DriverException;

  /** Lets go; the VMM lives on. */
  @Override
  void close();

  /** What a VMM says of its guest. */
  enum State {
    RUNNING,
    PAUSED,
    /** The guest cannot go on and the VMM knows it. */
    CRASHED,
    /** The guest has shut down. */
    ENDED,
    /** None of these. */
    OTHER
  }
}
