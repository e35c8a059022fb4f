package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Keeps what a listener is told of. */
class Seen implements TraceListener {
  final List<TraceEvent> entered = new CopyOnWriteArrayList<>();
  final List<TraceEvent> returned = new CopyOnWriteArrayList<>();
  final List<Note> notes = new CopyOnWriteArrayList<>();

  @Override
  public void entered(TraceEvent event) {
    entered.add(event);
  }

  @Override
  public void returned(TraceEvent event) {
    returned.add(event);
  }

  @Override
  public void noted(Note note) {
    notes.add(note);
  }

  List<String> lines() {
    return returned.stream().map(TraceEvent::toString).toList();
  }

  <T extends Note> List<T> notes(Class<T> kind) {
    return notes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Kills the processes that a failed test has left. */
  void kill() {
    Set<Long> left =
        notes(Note.ProcessStarted.class).stream()
            .map(started -> (long) started.process())
            .collect(Collectors.toSet());
    ProcessHandle.current()
        .descendants()
        .filter(process -> left.contains(process.pid()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
