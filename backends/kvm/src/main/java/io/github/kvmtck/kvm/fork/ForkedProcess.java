package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.kvm.process.LinuxProcess;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The child of a client, which runs in a JVM of its own: the parent's side. */
public final class ForkedProcess implements Kernel.Process {
  private final Child child;
  private final Channel channel;
  private final Set<ForkedTask> tasks = ConcurrentHashMap.newKeySet();

  private ForkedProcess(Child child) {
    this.child = child;
    this.channel = child.channel();
  }

  /** fork(2) of a client. */
  public static Kernel.Process of(LinuxProcess parent, long vcpuMmapSize) {
    Child child = Child.spawn(parent.descriptors().keySet());
    try {
      Adoption adoption = new Adoption(parent);
      Channel channel = child.channel();
      channel.ask(Message.Done.class, adoption.description(vcpuMmapSize));
      adoption.memory(put -> channel.ask(Message.PutDone.class, put));
      channel.ask(Message.Done.class, new Message.Adopted());
      return new ForkedProcess(child);
    } catch (TaskInterrupted e) {
      child.kill();
      throw Thread.currentThread().isInterrupted()
          ? e
          : new IllegalStateException(
              "The JVM of a forked process ended at once; it says why on standard error.", e);
    } catch (RuntimeException e) {
      child.kill();
      throw e;
    }
  }

  /** Why a child has no children: its parent's mappings are known here, the child's own are not. */
  static UnsupportedOperationException again() {
    return new UnsupportedOperationException(
        "A forked process of real KVM can't fork again: fork its parent twice.");
  }

  @Override
  public Memory memory() {
    return new RemoteMemory(channel);
  }

  private record RemoteMemory(Channel channel) implements Memory {
    @Override
    public Errno get(long address, MemorySegment into) {
      Message.Got got = channel.ask(Message.Got.class, new Message.Get(address, into.byteSize()));
      if (got.errno() == Errno.NONE) {
        into.copyFrom(got.bytes());
      }
      return got.errno();
    }

    @Override
    public Errno put(long address, MemorySegment from) {
      return channel.ask(Message.PutDone.class, new Message.Put(address, from)).errno();
    }
  }

  @Override
  public Kernel.Task task(String name) {
    ForkedTask task = new ForkedTask(name, channel);
    tasks.add(task);
    return task;
  }

  @Override
  public Kernel.Process fork() {
    throw again();
  }

  @Override
  public Holdings holdings() {
    return child.isAlive()
        ? channel.ask(Message.Holds.class, new Message.AskHoldings()).holdings()
        : Holdings.NONE;
  }

  @Override
  public void close() {
    child.kill();
    tasks.forEach(ForkedTask::abandon);
  }
}
