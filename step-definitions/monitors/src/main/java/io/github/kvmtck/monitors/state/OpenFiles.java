package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which descriptors of VMs and vCPUs are open in which process, so that the end of the last one is
 * seen.
 */
final class OpenFiles {
  private final Map<Integer, Map<Integer, String>> open = new HashMap<>();

  /** A call on a VM or vCPU is back. Tells whether it closed the last descriptor. */
  boolean called(TraceEvent call) {
    Map<Integer, String> its = of(call.by().process());
    if (call.call() instanceof Syscall.Close) {
      its.remove(call.on().fd());
      return !isOpen(call.subject());
    }
    its.put(call.on().fd(), call.subject());
    if (call.call() instanceof Syscall.Dup) {
      call.result()
          .filter(copy -> !copy.failed())
          .ifPresent(copy -> its.put((int) copy.value(), call.subject()));
    }
    return false;
  }

  void forked(int parent, int child) {
    open.put(child, new HashMap<>(of(parent)));
  }

  /** Forgets a process; gives the VMs and vCPUs that nobody has open any more. */
  List<String> ended(int process) {
    Map<Integer, String> its = open.remove(process);
    return its == null
        ? List.of()
        : its.values().stream().distinct().filter(label -> !isOpen(label)).toList();
  }

  private boolean isOpen(String label) {
    return open.values().stream().anyMatch(files -> files.containsValue(label));
  }

  private Map<Integer, String> of(int process) {
    return open.computeIfAbsent(process, unknown -> new HashMap<>());
  }
}
