package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import java.util.List;
import java.util.Optional;

/**
 * A change of one memory slot that a client asks for.
 *
 * @param call that asks; of one KVM_SET_USER_MEMORY_REGION_LIST there are several changes
 * @param was the slot as it is before
 * @param asked the slot as it is to be; of size 0 where it is to go
 * @param invalidate what an entry of a list has in invalidate_slot
 * @param lastLook the last call after which nothing was in the slot's dirty log but what vCPUs
 *     wrote since; empty where it does not log
 * @param filled what was a hole until this change was made
 */
public record SlotChange(
    Vm vm,
    TraceEvent call,
    Kind kind,
    Optional<Slot> was,
    Slot asked,
    int invalidate,
    Optional<TraceEvent> lastLook,
    List<Hole> filled) {

  /** What KVM makes of it (kvm_set_memory_region). */
  public enum Kind {
    CREATE,
    DELETE,
    MOVE,
    FLAGS,
    NOTHING,
    /** Another size or other memory, which KVM refuses. */
    REFUSED
  }

  static SlotChange of(Vm vm, TraceEvent call, Slot asked, int invalidate) {
    Optional<Slot> was = vm.slot(asked.id());
    Optional<TraceEvent> lastLook = vm.lastLook(asked.id());
    Kind kind = kind(was, asked);
    return new SlotChange(vm, call, kind, was, asked, invalidate, lastLook, List.of());
  }

  private static Kind kind(Optional<Slot> was, Slot asked) {
    if (asked.size() == 0) {
      return Kind.DELETE;
    } else if (was.isEmpty()) {
      return Kind.CREATE;
    }
    Slot before = was.get();
    if (before.size() != asked.size()
        || before.hva() != asked.hva()
        || before.isReadOnly() != asked.isReadOnly()) {
      return Kind.REFUSED;
    } else if (before.gpa() != asked.gpa()) {
      return Kind.MOVE;
    }
    return before.flags() == asked.flags() ? Kind.NOTHING : Kind.FLAGS;
  }

  /** The same, with the call back and what it did. */
  SlotChange back(TraceEvent returned, List<Hole> holes) {
    return new SlotChange(vm, returned, kind, was, asked, invalidate, lastLook, holes);
  }

  /** Whether it is one of a list, which no vCPU sees the half of. */
  public boolean isList() {
    return call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST);
  }

  /** Whether the slot goes from where it is. */
  public boolean invalidates() {
    return kind == Kind.DELETE || kind == Kind.MOVE;
  }

  /** Whether afterwards nothing is where the slot was. */
  public boolean leavesHole() {
    return was.isPresent() && invalidates();
  }

  /** Whether afterwards something is where it was not before. */
  public boolean fills() {
    return kind == Kind.CREATE || kind == Kind.MOVE;
  }
}
