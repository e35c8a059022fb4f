package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.kvm.memory.AddressSpace;
import io.github.kvmtck.kvm.memory.Mapping;
import io.github.kvmtck.linux.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A client of real KVM: a part of this JVM that can be ended as a whole.
 *
 * <p>Its descriptors are the JVM's own numbers and its addresses the JVM's own addresses; both are
 * accounted for, and a call can reach no others.
 */
public final class LinuxProcess implements Kernel.Process {
  /** How the names of tasks' threads begin in /proc, so that they can be counted there. */
  public static final String THREAD_PREFIX = "task:";

  private final AddressSpace space;
  private final Descriptors descriptors = new Descriptors();
  private final SystemCalls calls;
  private final Kick kick;
  private final Function<LinuxProcess, Kernel.Process> fork;
  private final Set<LinuxTask> tasks = ConcurrentHashMap.newKeySet();
  private final Set<Kernel.Process> children = ConcurrentHashMap.newKeySet();

  /** Guards {@link #closed}. Not held while tasks are ended: one may be about to start another. */
  private final Object door = new Object();

  private boolean closed;

  /**
   * @param fork makes the child that fork(2) returns
   */
  public LinuxProcess(AddressSpace space, Function<LinuxProcess, Kernel.Process> fork) {
    this.space = space;
    this.calls = new SystemCalls(descriptors, space);
    this.kick = new Kick(space);
    this.fork = fork;
  }

  @Override
  public Memory memory() {
    return space.memory();
  }

  @Override
  public Kernel.Task task(String name) {
    synchronized (door) {
      refuseIfClosed();
      LinuxTask task = new LinuxTask(name, calls, kick, tasks::remove);
      tasks.add(task);
      return task;
    }
  }

  @Override
  public Kernel.Process fork() {
    Kernel.Process child = fork.apply(this);
    synchronized (door) {
      if (!closed) {
        children.add(child);
        return child;
      }
    }
    child.close();
    throw new IllegalStateException("This process has ended.");
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("This process has ended.");
    }
  }

  @Override
  public Holdings holdings() {
    return new Holdings(descriptors.count(), space.count(), tasks.size());
  }

  /**
   * @throws IllegalStateException where a task can't be ended; what it uses is then kept
   */
  @Override
  public synchronized void close() {
    synchronized (door) {
      if (closed) {
        return;
      }
      closed = true;
    }
    children.forEach(Kernel.Process::close);
    // A task that waits for a page of guest memory ignores signals until the page is there, and it
    // is when nobody serves it any more (SIG-06).
    descriptors.all().forEach(this::releaseFaults);
    kick.end(List.copyOf(tasks));
    tasks.clear();
    descriptors.all().keySet().forEach(descriptors::close);
    space.release();
  }

  public boolean isClosed() {
    synchronized (door) {
      return closed;
    }
  }

  private void releaseFaults(int fd, FdKind kind) {
    if (kind == FdKind.USERFAULTFD) {
      descriptors.close(fd);
    }
  }

  /** The open descriptors, for a child. */
  public Map<Integer, FdKind> descriptors() {
    return descriptors.all();
  }

  /** What is mapped, for a child. */
  public List<Mapping> mappings() {
    return new ArrayList<>(space.mappings());
  }

  /** The first address, for a child. */
  public long base() {
    return space.base();
  }

  /** Takes over a descriptor that this operating system process has inherited. */
  public void adopt(int fd, FdKind kind) {
    descriptors.opened(fd, kind);
  }

  /** Gives a range that was filled its protection. */
  public void protect(long address, long length, int prot) {
    Returned.required("mprotect", space.mprotect(address, length, prot));
  }
}
