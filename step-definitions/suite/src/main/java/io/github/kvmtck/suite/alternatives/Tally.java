package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps how the calls of a scenario came back. */
final class Tally implements TraceListener {
  private static final String ARROW = "→ ";
  private static final String IN_FLIGHT = "does not return";

  private final List<Sight.Call> calls = new ArrayList<>();
  private int running;
  private boolean over;

  @Override
  public synchronized void entered(TraceEvent event) {
    if (name(event).equals(Sight.RUN)) {
      running++;
    }
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    if (over) {
      return;
    }
    String name = name(event);
    if (name.equals(Sight.RUN)) {
      running--;
    }
    String text = event.toString();
    calls.add(new Sight.Call(name, text.substring(text.indexOf(ARROW) + ARROW.length())));
  }

  /** The process is about to be ended, and with it every call that is still under way. */
  synchronized void over() {
    over = true;
  }

  synchronized List<Sight.Call> calls() {
    List<Sight.Call> all = new ArrayList<>(calls);
    for (int i = 0; i < running; i++) {
      all.add(new Sight.Call(Sight.RUN, IN_FLIGHT));
    }
    return all;
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
