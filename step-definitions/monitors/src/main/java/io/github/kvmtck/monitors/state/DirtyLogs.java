package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a VMM last looked at what the guest wrote. */
final class DirtyLogs {
  private final Map<Integer, TraceEvent> looks = new HashMap<>();
  private boolean ring;
  private @Nullable TraceEvent reset;

  boolean hasRing() {
    return ring;
  }

  void usesRing() {
    ring = true;
  }

  /** KVM_RESET_DIRTY_RINGS is back. */
  void reset(TraceEvent call) {
    reset = call;
  }

  /** The last KVM_RESET_DIRTY_RINGS. */
  Optional<TraceEvent> lastReset() {
    return Optional.ofNullable(reset);
  }

  /** KVM_GET_DIRTY_LOG is back. With a ring there is nothing in a bitmap but what no vCPU wrote. */
  void read(int slot, TraceEvent call) {
    if (!ring) {
      looks.replace(slot, call);
    }
  }

  /** A change of a slot is made. */
  void changed(SlotChange change) {
    int slot = change.asked().id();
    if (change.asked().size() == 0 || !change.asked().logs()) {
      looks.remove(slot);
    } else {
      looks.putIfAbsent(slot, change.call());
    }
  }

  /**
   * The last call after which nothing was in the log of a slot but what vCPUs wrote since: its
   * reading, or the change that made the slot log. Empty where it does not log.
   */
  Optional<TraceEvent> lastLook(int slot) {
    TraceEvent look = looks.get(slot);
    boolean resetLater =
        ring && reset != null && look != null && reset.returned() > look.returned();
    return Optional.ofNullable(resetLater ? reset : look);
  }
}
