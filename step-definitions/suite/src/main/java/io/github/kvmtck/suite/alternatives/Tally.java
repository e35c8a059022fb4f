package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.ArrayList;
import java.util.List;

/** Counts the calls of a scenario, and keeps how each KVM_RUN came back. */
final class Tally implements TraceListener {
  private static final String ARROW = "→ ";
  private static final String IN_FLIGHT = "does not return";

  private final List<String> runs = new ArrayList<>();
  private int calls;
  private int inFlight;
  private boolean over;

  @Override
  public synchronized void entered(TraceEvent event) {
    if (isRun(event)) {
      inFlight++;
    }
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    if (over) {
      return;
    }
    if (isRun(event)) {
      inFlight--;
      String text = event.toString();
      runs.add(text.substring(text.indexOf(ARROW) + ARROW.length()));
    } else {
      calls++;
    }
  }

  /** The process is about to be ended, and with it every call that is still under way. */
  synchronized void over() {
    over = true;
  }

  synchronized List<String> runs() {
    List<String> all = new ArrayList<>(runs);
    for (int i = 0; i < inFlight; i++) {
      all.add(IN_FLIGHT);
    }
    return all;
  }

  synchronized int calls() {
    return calls;
  }

  private static boolean isRun(TraceEvent event) {
    return event.call() instanceof Syscall.Ioctl ioctl
        && (int) ioctl.request() == (int) VcpuRun.KVM_RUN.number();
  }
}
