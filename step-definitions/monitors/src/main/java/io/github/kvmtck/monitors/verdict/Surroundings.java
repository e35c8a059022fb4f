package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The last calls, for those who find something, and the next ones, for what was found. */
final class Surroundings {
  private static final int BEFORE = 8;
  private static final int AFTER = 4;

  private final Deque<TraceEvent> last = new ArrayDeque<>(BEFORE + 1);
  private final List<Open> waiting = new ArrayList<>();

  /** A finding whose following calls may still come. */
  static final class Open {
    private final Finding found;
    private final List<TraceEvent> after = new ArrayList<>(AFTER);

    private Open(Finding found) {
      this.found = found;
    }

    Finding finding() {
      return new Finding(
          found.level(),
          found.rule(),
          found.why(),
          found.calls(),
          found.before(),
          List.copyOf(after));
    }
  }

  Open open(Level level, Rule rule, String why, List<TraceEvent> calls) {
    List<TraceEvent> shown =
        calls.stream().sorted(Comparator.comparingLong(TraceEvent::entered)).distinct().toList();
    Open open = new Open(new Finding(level, rule, why, shown, List.copyOf(last), List.of()));
    waiting.add(open);
    return open;
  }

  /** A call is back, and the monitors have seen it. */
  void returned(TraceEvent event) {
    if (last.size() == BEFORE) {
      last.removeFirst();
    }
    last.addLast(event);
    if (!waiting.isEmpty()) {
      waiting.removeIf(open -> {
        open.after.add(event);
        return open.after.size() == AFTER;
      });
    }
  }
}
