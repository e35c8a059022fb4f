package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What of a VM was memory until just now. Who means to fill a hole again does it soon: a hole that
 * stays is a part of the memory map, and no half of a change.
 */
final class Holes {
  /** How long a change of the memory map takes at most. */
  private static final long SOON = 50_000_000;

  private final List<Hole> open = new ArrayList<>();

  /** A call starts at this time. */
  void at(long nanos) {
    if (!open.isEmpty()) {
      open.removeIf(hole -> nanos - hole.deletion().end().orElseThrow().at().nanos() > SOON);
    }
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  void runs(TraceEvent run) {
    open.forEach(hole -> hole.runs(run));
  }

  void exits(Exit exit) {
    open.forEach(hole -> hole.exits(exit));
  }

  void calls(TraceEvent call) {
    open.forEach(hole -> hole.calls(call));
  }

  void add(Hole hole) {
    open.add(hole);
  }

  /** Takes out those that a slot fills, in part or whole. */
  List<Hole> filledBy(Slot slot) {
    List<Hole> filled = new ArrayList<>();
    for (Iterator<Hole> holes = open.iterator(); holes.hasNext(); ) {
      Hole hole = holes.next();
      if (hole.slot().overlaps(slot)) {
        filled.add(hole);
        holes.remove();
      }
    }
    return filled;
  }
}
