package io.github.kvmtck.api;

/** Stands between the tasks of a process and the kernel: a tracer, a mutant, a fault. */
@FunctionalInterface
public interface Interceptor {

  /**
   * Answers a call, on the task's own thread.
   *
   * @param by the task that made the call; further calls made on it are intercepted too
   * @param next the kernel below
   */
  Result call(Kernel.Task by, Syscall call, Next next);

  /**
   * A task is about to be sent a signal.
   *
   * @param to the task, on the thread of whoever sends
   */
  default void signalled(Kernel.Task to, int signo) {}

  /**
   * The interceptor of a forked child, which has the same open files and another memory.
   *
   * @param child the process below
   */
  default Interceptor forked(Kernel.Process child) {
    return this;
  }

  /** The kernel below an interceptor. */
  @FunctionalInterface
  interface Next {
    Result call(Syscall call);
  }
}
