package io.github.kvmtck.api.events;

import java.util.List;
import java.util.Optional;

/** Something in a trace that is no system call of a client. */
public sealed interface Note {

  Moment at();

  /**
   * A signal is sent to a task.
   *
   * @param by empty where the sender is not seen
   * @param task the tid of the receiver
   */
  record SignalSent(Moment at, Optional<Caller> by, int task, int signo) implements Note {}

  /** A task takes a signal: its handler runs, or the signal's default happens. */
  record SignalTaken(Moment at, Caller by, int signo) implements Note {}

  /** A process is there, started or forked. */
  record ProcessStarted(Moment at, int process, int parent, List<String> command) implements Note {}

  /**
   * A process is gone.
   *
   * @param status its exit code, or 128 and the number of the signal that ended it
   */
  record ProcessEnded(Moment at, int process, int status) implements Note {}

  /** A task is gone; its process may live on. */
  record TaskEnded(Moment at, Caller by) implements Note {}

  /** A driver begins or ends something that it has the client do. */
  record Bracket(Moment at, Activity activity, Edge edge) implements Note {}

  /** A command of a driver that rules ask about. */
  enum Activity {
    PAUSE,
    RESUME,
    SNAPSHOT,
    RESTORE,
    MIGRATION,
    MEMORY_CHANGE
  }

  /** An end of a bracket. */
  enum Edge {
    BEGIN,
    /** The client has done it. */
    END,
    /** The client has not done it, and says so or is gone. */
    FAILED
  }
}
