package io.github.kvmtck.api.events;

/** Is told of every call, on the thread of the task that makes it. */
public interface TraceListener {

  /** The call starts; its result is not there yet. */
  void entered(TraceEvent event);

  /** The call is back. */
  void returned(TraceEvent event);
}
