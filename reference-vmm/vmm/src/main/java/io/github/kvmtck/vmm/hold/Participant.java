package io.github.kvmtck.vmm.hold;

/**
 * Something that runs beside others, touches guest memory, and can be made to stand still: a vCPU
 * thread, the worker of a device (requirement R4: whatever else consumes memory slots).
 *
 * <p>To stop and to go on are two steps each, so that all are asked before any is waited for.
 */
public interface Participant {

  String name();

  /** Asks it to stand still, and makes sure that it hears. Returns at once. */
  void askToStop();

  /** Waits until it stands still, or has ended. */
  void awaitStopped();

  /** Lets it go on. Returns at once. */
  void letGo();

  /** Waits until it has left the place where it stood, or has ended. */
  void awaitGone();

  /** Whether the calling thread is this one. */
  boolean isCurrent();
}
