package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.api.SchedulingPoint;

/** Where a task may be held. */
@FunctionalInterface
public interface Checkpoint {
  void reached(HostTask task, SchedulingPoint point);
}
