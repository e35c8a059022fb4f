package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.api.SchedulingPoint;

/** Where a task may be held. */
public interface Checkpoint {
  /** Whether the task will be held there. */
  boolean holds(HostTask task, SchedulingPoint point);

  void reached(HostTask task, SchedulingPoint point);
}
