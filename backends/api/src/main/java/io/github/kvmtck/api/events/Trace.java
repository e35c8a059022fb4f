package io.github.kvmtck.api.events;

import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The one order of all events, whichever tasks and processes they come from, and the listener that
 * is told of them in that order.
 */
public final class Trace {
  private final TraceListener listener;
  private final LongSupplier nanos;
  private long places;

  public Trace(TraceListener listener) {
    this(listener, System::nanoTime);
  }

  /**
   * @param nanos the clock; on Linux {@link System#nanoTime} is CLOCK_MONOTONIC
   */
  public Trace(TraceListener listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
  }

  /** Tells of something that is no call. */
  public synchronized void note(Function<Moment, Note> note) {
    listener.noted(note.apply(next()));
  }

  synchronized TraceEvent entered(Function<Moment, TraceEvent> event) {
    TraceEvent entered = event.apply(next());
    listener.entered(entered);
    return entered;
  }

  synchronized TraceEvent returned(Function<Moment, TraceEvent> event) {
    TraceEvent returned = event.apply(next());
    listener.returned(returned);
    return returned;
  }

  private Moment next() {
    return new Moment(++places, nanos.getAsLong());
  }
}
