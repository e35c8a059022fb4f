package io.github.kvmtck.reference.host.process;

import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.reference.host.file.FileTable;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Lifetime;
import io.github.kvmtck.reference.host.task.SystemCalls;
import io.github.kvmtck.reference.host.task.TaskThread;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A client: its descriptors, its address space and its tasks. */
public final class HostProcess implements Kernel.Process, Lifetime {
  private final Host host;
  private final AddressSpace mm;
  private final FileTable files;
  private final SystemCalls calls;
  private final Function<String, TaskThread> threads;
  private final Set<HostTask> tasks = ConcurrentHashMap.newKeySet();
  private volatile boolean killed;

  HostProcess(Host host, AddressSpace mm, FileTable files, Function<String, TaskThread> threads) {
    this.host = host;
    this.threads = threads;
    this.mm = mm;
    this.files = files;
    this.calls = new SystemCallTable(host, files);
  }

  @Override
  public AddressSpace mm() {
    return mm;
  }

  @Override
  public Memory memory() {
    return mm.memory();
  }

  @Override
  public synchronized HostTask task(String name) {
    if (killed) {
      throw new IllegalStateException("the process has ended");
    }
    HostTask task = new HostTask(name, this, calls, threads.apply(name));
    tasks.add(task);
    return task;
  }

  @Override
  public HostProcess fork() {
    return host.adopt(new HostProcess(host, mm.fork(), files.fork(), threads));
  }

  @Override
  public Holdings holdings() {
    return new Holdings(files.count(), mm.count(), tasks.size());
  }

  @Override
  public boolean killed() {
    return killed;
  }

  @Override
  public void exit(HostTask task) {
    if (tasks.remove(task)) {
      task.end();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      killed = true;
    }
    tasks.forEach(HostTask::wake);
    List.copyOf(tasks).forEach(this::exit);
    files.clear();
    mm.clear();
    host.forget(this);
  }
}
