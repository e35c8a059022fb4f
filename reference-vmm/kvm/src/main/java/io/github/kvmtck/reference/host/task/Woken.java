package io.github.kvmtck.reference.host.task;

/** Why a sleep ended. */
public enum Woken {
  /** The condition holds. */
  READY,
  /** A signal that is not blocked is pending, or the process is being killed. */
  SIGNALLED,
  TIMED_OUT
}
