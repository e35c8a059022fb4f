package io.github.kvmtck.vmm;

/** What upper layers see of a guest; the words are QEMU's where it has one. */
public enum RunState {
  RUNNING("running"),
  PAUSED("paused"),
  /** Every vCPU has halted, and nothing can wake one. */
  HALTED("halted"),
  /** The guest wrote its exit code. */
  EXITED("exited"),
  /** The guest shut down or reset itself. */
  SHUTDOWN("shutdown"),
  /** The guest crashed. It is stopped for good: nothing revives it (FETCH-25). */
  INTERNAL_ERROR("internal-error"),
  /** The guest lives elsewhere now. */
  MIGRATED("postmigrate"),
  /** The VMM was told to end. */
  QUIT("quit");

  private final String word;

  RunState(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
