package io.github.kvmtck.drivers;

/** A VMM that lives, under control. */
public interface Launched {

  Control control();

  /**
   * How many of its calls nobody saw, because a signal ended them on their way. What it does after
   * one proves nothing.
   */
  default long lost() {
    return 0;
  }

  /**
   * Ends it, where it still lives: by a command, and by force where that does not help. Everything
   * that it called has been told when this returns.
   */
  void end() throws InterruptedException;
}
