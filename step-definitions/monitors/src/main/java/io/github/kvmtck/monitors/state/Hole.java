package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a memory slot was until just now, and what happened since. Of many alike things the first
 * ones are kept.
 */
public final class Hole {
  private static final int KEPT = 4;

  private final Slot slot;
  private final TraceEvent deletion;
  private final List<TraceEvent> runs = new ArrayList<>(KEPT);
  private final List<Exit> exits = new ArrayList<>(KEPT);
  private final List<TraceEvent> others = new ArrayList<>(KEPT);
  private boolean crossed;

  /**
   * @param deletion the call that deleted the slot or moved it away, back
   */
  Hole(Slot slot, TraceEvent deletion) {
    this.slot = slot;
    this.deletion = deletion;
  }

  /** What was there. */
  public Slot slot() {
    return slot;
  }

  public TraceEvent deletion() {
    return deletion;
  }

  /** Calls of KVM_RUN that were under way, as they were entered. */
  public List<TraceEvent> runs() {
    return runs;
  }

  /** Exits that an access to the hole can have caused. */
  public List<Exit> exits() {
    return exits;
  }

  /** Other ioctls on the VM, its vCPUs and devices, that other tasks began. */
  public List<TraceEvent> others() {
    return others;
  }

  /** Whether the task that deletes called KVM_RUN itself, so that it knows what it does. */
  public boolean isCrossed() {
    return crossed;
  }

  void runs(TraceEvent run) {
    crossed |= run.by().equals(deletion.by());
    keep(runs, run);
  }

  void exits(Exit exit) {
    if (shows(exit)) {
      keep(exits, exit);
    }
  }

  /** Whether an access to the hole can have caused an exit. */
  public boolean shows(Exit exit) {
    return exit.isMmioIn(slot.range())
        || exit.is(ExitReason.KVM_EXIT_INTERNAL_ERROR)
        || exit.is(ExitReason.KVM_EXIT_SHUTDOWN);
  }

  void calls(TraceEvent call) {
    if (call.by().task() != deletion.by().task()) {
      keep(others, call);
    }
  }

  private static <T> void keep(List<T> list, T next) {
    if (list.size() < KEPT) {
      list.add(next);
    }
  }
}
