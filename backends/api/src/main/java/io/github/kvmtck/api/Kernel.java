package io.github.kvmtck.api;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A KVM implementation, seen as a process sees it: system calls made by a task.
 *
 * <p>This is the one seam of the project. The reference emulator, Linux's own KVM, a mutant, the
 * tracer and a third-party implementation are all Kernels, and nothing above the seam can tell
 * which one it talks to. Requests, structures and errors are the genuine ones of {@code
 * linux/kvm.h}.
 */
public interface Kernel extends AutoCloseable {

  /** Who this is: what a report names, and which proposals it says it implements. */
  About about();

  /** A fresh client process: no open descriptors, nothing mapped, no task. */
  Process process();

  /**
   * A process that Linux runs, of which somebody else has caught the calls: they are made again on
   * tasks of this one. Such a task makes a call on whatever thread asks for it.
   *
   * @throws UnsupportedOperationException where this kernel serves only processes of its own
   */
  default Process serve(Foreign client) {
    throw new UnsupportedOperationException(
        "The backend %s cannot serve another process.".formatted(about().name()));
  }

  /**
   * Makes races certain: holds and releases tasks at named points of the kernel's code.
   *
   * @return empty where a race can be had only by repetition
   */
  default Optional<Schedule> schedule() {
    return Optional.empty();
  }

  /**
   * The log of this kernel.
   *
   * @return empty where there is none, or where it may not be read
   */
  default Optional<KernelLog> log() {
    return Optional.empty();
  }

  /**
   * What all clients together hold, counted at its source and not by adding up what processes say:
   * on Linux what {@code /proc/self} shows of KVM and of this backend. {@link Holdings#NONE} when
   * every process is closed, or something leaked.
   */
  default Holdings holdings() {
    return Holdings.NONE;
  }

  /** Closes every process that is still open. */
  @Override
  void close();

  /** One client: its descriptors, its address space and the tasks that run in it. */
  @SuppressWarnings("JavaLangClash") // The kernel's word, and java.lang's is never meant here.
  interface Process extends AutoCloseable {

    /** The address space (mm) of this process. */
    Memory memory();

    /** Starts a task. It is the same platform thread for its whole life. */
    Task task(String name);

    /**
     * fork(2): the child has the same open files and another address space, so that KVM refuses its
     * VM and vCPU ioctls with EIO (api.rst section 2, "restrictions").
     */
    Process fork();

    /** What this process still holds, for the check that a run leaves nothing behind. */
    Holdings holdings();

    /** Ends the process as SIGKILL does: calls in flight end, descriptors and mappings go. */
    @Override
    void close();
  }

  /** One thread of a process. */
  interface Task extends AutoCloseable {

    String name();

    /**
     * Makes one system call on this task's thread and returns what it returned. Blocks as Linux
     * blocks. On the task's own thread (see {@link #run}) it costs no hand-over.
     */
    Result call(Syscall call);

    /**
     * Runs work on this task's thread and waits for it; at once, where that is the caller's own.
     */
    <T> T run(Supplier<T> work);

    /** Runs work on this task's thread, after the work begun before it. */
    <T> Future<T> begin(Supplier<T> work);

    /** The same as {@link #call}, watched from outside. */
    default Future<Result> begin(Syscall call) {
      return begin(() -> call(call));
    }

    /** tgkill(2) to this task. May be called from any thread. */
    void signal(int signo);

    /** What /proc/PID/task/TID tells of this task at this moment. */
    State state();

    @Override
    void close();

    /** What a task is doing. */
    enum State {
      /** In no system call. */
      IDLE,
      /** In a system call and on a processor: a vCPU that executes guest code. */
      RUNNING,
      /** In a system call and asleep: waiting for an event, a lock or a page. */
      BLOCKED
    }
  }
}
