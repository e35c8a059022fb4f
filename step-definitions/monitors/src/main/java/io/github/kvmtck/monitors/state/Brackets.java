package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import java.util.EnumMap;
import java.util.Map;

/** What a driver has the client do at the moment. */
public final class Brackets {
  private final Map<Activity, Integer> open = new EnumMap<>(Activity.class);

  /** Whether the driver has begun this and not seen its end. */
  public boolean in(Activity activity) {
    return open.getOrDefault(activity, 0) > 0;
  }

  void noted(Note.Bracket bracket) {
    open.merge(
        bracket.activity(), bracket.edge() == Edge.BEGIN ? 1 : -1, (a, b) -> Math.max(0, a + b));
  }
}
