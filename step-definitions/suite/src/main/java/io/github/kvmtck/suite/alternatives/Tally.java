package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.Request;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps how the calls of a scenario came back, in the order in which they were made. */
final class Tally implements TraceListener {
  private static final String ARROW = "→ ";
  private static final String IN_FLIGHT = "does not return";

  /** By the place of their entry: in which order calls of two tasks return may be luck. */
  private final SortedMap<Long, Sight.Call> calls = new TreeMap<>();

  private boolean over;

  @Override
  public synchronized void entered(TraceEvent event) {
    if (!over) {
      calls.put(event.entered(), new Sight.Call(name(event), IN_FLIGHT));
    }
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    if (!over) {
      String text = event.toString();
      String outcome = text.substring(text.indexOf(ARROW) + ARROW.length());
      calls.put(event.entered(), new Sight.Call(name(event), outcome));
    }
  }

  /** The process is about to be ended, and with it every call that is still under way. */
  synchronized void over() {
    over = true;
  }

  synchronized List<Sight.Call> calls() {
    return List.copyOf(calls.values());
  }

  private static String name(TraceEvent event) {
    return event.call() instanceof Syscall.Ioctl ioctl
        ? event
            .request()
            .map(Request::name)
            .orElseGet(() -> "ioctl 0x" + Long.toHexString(ioctl.request()))
        : event.call().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
