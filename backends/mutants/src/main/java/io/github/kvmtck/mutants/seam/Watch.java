package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.events.Descriptors;
import org.jspecify.annotations.Nullable;

/** Keeps an eye on what the descriptors of a process are, and lets a breach answer its calls. */
final class Watch implements Interceptor {
  private final Kernel.Process process;
  private final Descriptors descriptors;
  private final CallBreach breach;
  private volatile @Nullable Client client;

  Watch(Kernel.Process process, CallBreach breach) {
    this(process, new Descriptors(), breach);
  }

  private Watch(Kernel.Process process, Descriptors descriptors, CallBreach breach) {
    this.process = process;
    this.descriptors = descriptors;
    this.breach = breach;
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    descriptors.forget(call);
    Result result = breach.call(new SeamCall(by, call, clientOf(new Below(by, next)), descriptors));
    if (!result.failed()) {
      descriptors.learn(call, result, process.memory());
    }
    return result;
  }

  @Override
  public Interceptor forked(Kernel.Process child) {
    return new Watch(child, descriptors.copy(), breach.forked());
  }

  /** One client for all tasks, so that they share the memory for arguments. */
  private Client clientOf(Below task) {
    Client known = client;
    if (known == null) {
      known = new Client(process, task);
      client = known;
    }
    return known.by(task);
  }
}
