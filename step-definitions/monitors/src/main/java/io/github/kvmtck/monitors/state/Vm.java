package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A VM, as the calls show it. */
public final class Vm {
  private final String label;
  private final Map<String, Vcpu> vcpus = new LinkedHashMap<>();
  private final Map<Integer, Slot> slots = new TreeMap<>();
  private final DirtyLogs logs = new DirtyLogs();
  private final Holes holes = new Holes();
  private boolean started;
  private final Map<Long, TraceEvent> live = new HashMap<>();
  private boolean closed;
  private long lastLeft;

  Vm(String label) {
    this.label = label;
  }

  /** {@code vm}. */
  public String label() {
    return label;
  }

  public Collection<Vcpu> vcpus() {
    return vcpus.values();
  }

  public Collection<Slot> slots() {
    return slots.values();
  }

  public Optional<Slot> slot(int id) {
    return Optional.ofNullable(slots.get(id));
  }

  /** Whether KVM_RUN was ever called. */
  public boolean isStarted() {
    return started;
  }

  /** Whether pages that are written are told in rings, and not in bitmaps. */
  public boolean hasRing() {
    return logs.hasRing();
  }

  /**
   * Whether a vCPU is in KVM_RUN now. One that was called with immediate_exit does not count: it
   * completes an operation and runs nothing.
   */
  public boolean isLive() {
    return !live.isEmpty();
  }

  /** Whether a vCPU was in KVM_RUN at any instant after a place of the trace. */
  public boolean wasLiveSince(long place) {
    return isLive() || lastLeft > place;
  }

  /**
   * The last call after which nothing was in the dirty log of a slot but what vCPUs wrote since.
   * Empty where it does not log.
   */
  public Optional<TraceEvent> lastLook(int slot) {
    return logs.lastLook(slot);
  }

  /** The last KVM_RESET_DIRTY_RINGS. */
  public Optional<TraceEvent> lastReset() {
    return logs.lastReset();
  }

  /** Whether memory was taken away just now and nothing is there again. */
  public boolean hasHole() {
    return !holes.isEmpty();
  }

  /** Whether every slot that can be written logs, as in a migration. */
  public boolean logsAll() {
    boolean any = false;
    for (Slot slot : slots.values()) {
      if (!slot.isReadOnly()) {
        if (!slot.logs()) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  Vcpu vcpu(String name) {
    return vcpus.computeIfAbsent(name, unknown -> new Vcpu(unknown, this));
  }

  void enters(TraceEvent run) {
    started = true;
    if (!Exit.isImmediate(run)) {
      live.put(run.entered(), run);
      holes.runs(run);
    }
  }

  void leaves(Exit exit) {
    if (live.remove(exit.run().entered()) != null) {
      lastLeft = exit.run().returned();
      holes.exits(exit);
    }
  }

  /** KVM_RUN of a vCPU will not be seen to return. */
  void abandon(Vcpu vcpu) {
    live.values().removeIf(run -> run.subject().equals(vcpu.label()));
  }

  /** Nobody has a descriptor of the VM any more, though maybe of its vCPUs. */
  void close() {
    closed = true;
  }

  boolean isGone() {
    return closed && vcpus.isEmpty();
  }

  DirtyLogs logs() {
    return logs;
  }

  Holes holes() {
    return holes;
  }

  /** Makes a change; gives it with its call back, and with what it did. */
  SlotChange apply(SlotChange asked, TraceEvent call) {
    Slot slot = asked.asked();
    SlotChange change = asked.back(call, asked.fills() ? holes.filledBy(slot) : List.of());
    if (change.leavesHole()) {
      Hole hole = new Hole(change.was().orElseThrow(), call);
      live.values().forEach(hole::runs);
      // The slot is gone before the call that deletes it is back.
      vcpus.values().stream()
          .flatMap(vcpu -> vcpu.lastExit().stream())
          .filter(exit -> !exit.immediate() && exit.run().returned() > call.entered())
          .forEach(hole::exits);
      holes.add(hole);
    }
    if (slot.size() == 0) {
      slots.remove(slot.id());
    } else {
      slots.put(slot.id(), slot);
    }
    logs.changed(change);
    return change;
  }

  void forget(Vcpu vcpu) {
    abandon(vcpu);
    vcpus.remove(vcpu.label());
  }

  @Override
  public String toString() {
    return label;
  }
}
