package io.github.kvmtck.trace;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a listener is told, in order. */
final class Told implements TraceListener {
  final List<Object> all = new ArrayList<>();

  @Override
  public void entered(TraceEvent event) {
    all.add(event);
  }

  @Override
  public void returned(TraceEvent event) {
    all.add(event);
  }

  @Override
  public void noted(Note note) {
    all.add(note);
  }
}
