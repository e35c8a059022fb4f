package io.github.kvmtck.api.events;

/**
 * Is told of every event, one at a time and in the order of their {@link Moment#place}s, on the
 * thread of the task that makes the call.
 */
public interface TraceListener {

  /** The call starts; its result is not there yet. */
  void entered(TraceEvent event);

  /** The call is back. */
  void returned(TraceEvent event);

  /** What else happens. */
  default void noted(Note note) {}
}
