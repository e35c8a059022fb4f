package io.github.kvmtck.suite.vmm;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.util.List;

/** Several listeners that are told the same. */
public record Watch(List<TraceListener> listeners) implements TraceListener {
  public Watch {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void entered(TraceEvent event) {
    listeners.forEach(listener -> listener.entered(event));
  }

  @Override
  public void returned(TraceEvent event) {
    listeners.forEach(listener -> listener.returned(event));
  }

  @Override
  public void noted(Note note) {
    listeners.forEach(listener -> listener.noted(note));
  }
}
