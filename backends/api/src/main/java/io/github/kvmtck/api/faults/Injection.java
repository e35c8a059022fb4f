package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptors;

/** Has a fault answer the ioctls of a process. */
final class Injection implements Interceptor {
  private final Files files;
  private final Memory memory;
  private final Injector injector;
  private final Scratch scratch;

  private Injection(Files files, Memory memory, Injector injector, Scratch scratch) {
    this.files = files;
    this.memory = memory;
    this.injector = injector;
    this.scratch = scratch;
  }

  /** Into a process in this JVM. */
  static Injection into(Kernel.Process process, Injector injector) {
    Memory memory = process.memory();
    return new Injection(new OwnFiles(memory, new Descriptors()), memory, injector, Scratch.map());
  }

  /** Into a client outside. */
  static Injection into(KernelSpace client, Injector injector) {
    return new Injection(client, client.memory(), injector, Scratch.at(client.page()));
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    Result result =
        call instanceof Syscall.Ioctl ioctl
            ? injector.answer(new IoctlCall(ioctl, files, memory, scratch, next))
            : next.call(call);
    if (files instanceof OwnFiles own) {
      own.learn(call, result);
    }
    return result;
  }

  /** A child that Linux forks is served as another client. */
  @Override
  public Interceptor forked(Kernel.Process child) {
    return files instanceof OwnFiles own
        ? new Injection(own.fork(child.memory()), child.memory(), injector, Scratch.map())
        : this;
  }
}
