package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A VM, as the calls show it. */
public final class Vm {
  private final String label;
  private final Map<String, Vcpu> vcpus = new LinkedHashMap<>();
  private final Map<Integer, Slot> slots = new TreeMap<>();
  private boolean started;
  private boolean ring;
  private int running;
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
    return ring;
  }

  /**
   * Whether a vCPU is in KVM_RUN now. One that was called with immediate_exit does not count: it
   * completes an operation and runs nothing.
   */
  public boolean isLive() {
    return running > 0;
  }

  /** Whether a vCPU was in KVM_RUN at any instant after a place of the trace. */
  public boolean wasLiveSince(long place) {
    return running > 0 || lastLeft > place;
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
    running += Exit.immediate(run) ? 0 : 1;
  }

  void leaves(TraceEvent run) {
    if (!Exit.immediate(run)) {
      running--;
      lastLeft = run.returned();
    }
  }

  void usesRing() {
    ring = true;
  }

  void apply(SlotChange change) {
    if (change.asked().size() == 0) {
      slots.remove(change.asked().id());
    } else {
      slots.put(change.asked().id(), change.asked());
    }
  }

  void forget(Vcpu vcpu) {
    vcpus.remove(vcpu.label());
  }

  @Override
  public String toString() {
    return label;
  }
}
