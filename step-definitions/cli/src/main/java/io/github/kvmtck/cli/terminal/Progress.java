package io.github.kvmtck.cli.terminal;

/** How far a run is. */
sealed interface Progress permits Bar, Heartbeat {

  /**
   * A run begins, or goes on.
   *
   * @param done scenarios of the total that have their verdict already
   */
  void begin(String backend, int total, int done);

  /** One more scenario has its verdict. */
  void step(boolean fault);

  /** Prints text between two sights of the progress. */
  void interrupt(String text);

  void end();
}
