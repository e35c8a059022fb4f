package io.github.kvmtck.api;

/** The thread that waited for a task was interrupted: a scenario was stopped from outside. */
public final class TaskInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TaskInterrupted(InterruptedException cause) {
    super("interrupted while a system call was in flight", cause);
  }
}
