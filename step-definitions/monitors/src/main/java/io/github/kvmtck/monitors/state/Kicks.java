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

  /** Whether vCPUs are kept out. */
  public boolean isHeld(Vm vm) {
    return holds.containsKey(vm);
  }

  /** The kicks that no KVM_RESUME_ALL_KICKED_VCPUS of their task has ended. */
  public List<TraceEvent> holds(Vm vm) {
    return holds.getOrDefault(vm, List.of());
  }

  void forget(Vm vm) {
    holds.remove(vm);
  }

  /** A call on a VM that succeeded is back. */
  void called(Vm vm, TraceEvent call) {
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      List<TraceEvent> kicks = holds.computeIfAbsent(vm, unknown -> new ArrayList<>());
      kicks.removeIf(kick -> kick.by().equals(call.by()));
      kicks.add(call);
    } else if (call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS)) {
      holds.computeIfPresent(
          vm,
          (same, kicks) -> {
            kicks.removeIf(kick -> kick.by().equals(call.by()));
            return kicks.isEmpty() ? null : kicks;
          });
    }
  }
}
