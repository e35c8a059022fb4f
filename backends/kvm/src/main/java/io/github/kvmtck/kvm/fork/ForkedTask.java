package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.kvm.process.Worker;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A task of a child: its work runs here, on one thread, and its calls there, on one thread. */
final class ForkedTask implements Kernel.Task {
  private final String name;
  private final Channel channel;
  private final int task;
  private final Worker worker;

  ForkedTask(String name, Channel channel) {
    this.name = name;
    this.channel = channel;
    this.task = channel.ask(Message.Started.class, new Message.Start(name)).task();
    this.worker = new Worker("forked:" + name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Result call(Syscall call) {
    return run(() -> channel.ask(Message.Returned.class, new Message.Call(task, call)).result());
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return worker.run(work);
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    return worker.begin(work);
  }

  @Override
  public void signal(int signo) {
    channel.ask(Message.Done.class, new Message.Signal(task, signo));
  }

  @Override
  public State state() {
    return channel.ask(Message.InState.class, new Message.AskState(task)).state();
  }

  @Override
  public void close() {
    channel.ask(Message.Done.class, new Message.End(task));
    abandon();
  }

  /** The child is gone. */
  void abandon() {
    worker.end();
  }
}
