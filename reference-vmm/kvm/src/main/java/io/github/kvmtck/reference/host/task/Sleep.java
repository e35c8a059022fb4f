package io.github.kvmtck.reference.host.task;

/** How a task sleeps: what ends it besides the condition (TASK_KILLABLE, TASK_INTERRUPTIBLE). */
public enum Sleep {
  KILLABLE,
  INTERRUPTIBLE
}
