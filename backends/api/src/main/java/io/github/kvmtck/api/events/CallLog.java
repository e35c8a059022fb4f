package io.github.kvmtck.api.events;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the last calls, and all that have not returned. */
public final class CallLog implements TraceListener {
  private final int keep;
  private final Deque<TraceEvent> last = new ArrayDeque<>();
  private final Map<Long, TraceEvent> inFlight = new TreeMap<>();

  /**
   * @param keep how many calls that returned
   */
  public CallLog(int keep) {
    this.keep = keep;
  }

  @Override
  public synchronized void entered(TraceEvent event) {
    inFlight.put(event.entered(), event);
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    inFlight.remove(event.entered());
    if (last.size() == keep) {
      last.removeFirst();
    }
    last.addLast(event);
  }

  /** The calls in the order in which they were entered. */
  public synchronized List<TraceEvent> events() {
    return Stream.concat(last.stream(), inFlight.values().stream())
        .sorted(Comparator.comparingLong(TraceEvent::entered))
        .toList();
  }

  /** A line for each of {@link #events}; with the task's name where more than one called. */
  public List<String> lines() {
    List<TraceEvent> events = events();
    boolean several = events.stream().map(TraceEvent::task).distinct().count() > 1;
    return events.stream()
        .map(event -> several ? event.task() + ": " + event : event.toString())
        .toList();
  }

  /** {@link #lines}, one below the other. */
  @Override
  public String toString() {
    return lines().stream().collect(Collectors.joining("\n"));
  }
}
