package io.github.kvmtck.reference.host.task;

import java.util.ArrayDeque;
import java.util.Deque;

/** The threads of a kernel: a task takes one for its life, and the next task may have it after. */
public final class WorkerPool implements AutoCloseable {
  private final Deque<Worker> idle = new ArrayDeque<>();
  private boolean closed;

  public synchronized Worker take(String name) {
    Worker worker = idle.poll();
    if (worker == null) {
      return new Worker(this, name);
    }
    worker.rename(name);
    return worker;
  }

  synchronized void giveBack(Worker worker) {
    if (closed) {
      worker.stop();
    } else {
      worker.rename("idle");
      idle.push(worker);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Worker::stop);
    idle.clear();
  }
}
