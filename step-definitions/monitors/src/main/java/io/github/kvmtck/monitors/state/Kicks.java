package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Proposed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who keeps vCPUs out of KVM_RUN by KVM_KICK_ALL_RUNNING_VCPUS. The kernel itself does not count
 * (KICK-09).
 */
public final class Kicks {
  private final Map<Vm, List<TraceEvent>> holds = new HashMap<>();
  private final Map<Vm, TraceEvent> inForce = new HashMap<>();

  /**
   * Whether a kick keeps vCPUs out: from its beginning until somebody resumes, or a vCPU has run
   * all the same, because the kernel's kick ends by itself.
   */
  public boolean isInForce(Vm vm) {
    return inForce.containsKey(vm);
  }

  /** The kicks that no KVM_RESUME_ALL_KICKED_VCPUS of their task has ended. */
  public List<TraceEvent> holds(Vm vm) {
    return holds.getOrDefault(vm, List.of());
  }

  void forget(Vm vm) {
    holds.remove(vm);
    inForce.remove(vm);
  }

  /** A call on a VM starts. */
  void calls(Vm vm, TraceEvent call) {
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      inForce.put(vm, call);
    }
  }

  /** A call on a VM is back. */
  void called(Vm vm, TraceEvent call, boolean done) {
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS) && done) {
      List<TraceEvent> kicks = holds.computeIfAbsent(vm, unknown -> new ArrayList<>());
      kicks.removeIf(kick -> kick.by().equals(call.by()));
      kicks.add(call);
    } else if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      inForce.remove(vm);
    } else if (call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS) && done) {
      inForce.remove(vm);
      holds.computeIfPresent(
          vm,
          (same, kicks) -> {
            kicks.removeIf(kick -> kick.by().equals(call.by()));
            return kicks.isEmpty() ? null : kicks;
          });
    }
  }

  /** KVM_RUN is back. */
  void left(Vm vm, Exit exit) {
    TraceEvent kick = inForce.get(vm);
    if (kick != null && exit.succeeded() && exit.run().entered() > kick.entered()) {
      inForce.remove(vm);
    }
  }
}
