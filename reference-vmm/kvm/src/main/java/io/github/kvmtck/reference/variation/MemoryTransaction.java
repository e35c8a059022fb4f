package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable.Handler;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.function.Function;

/**
 * The rw_semaphore memory_transaction: KVM_RUN holds it for reading, so that a kick which asks for
 * it to write waits until nobody is in KVM_RUN. As in every rw_semaphore, readers queue behind a
 * writer that waits; signals end no wait, short of one that kills.
 */
public final class MemoryTransaction {
  private final WaitQueue changed = new WaitQueue();
  private int readers;
  private int writers;

  /** KVM_RUN between down_read and up_read. */
  public static Handler<Vcpu> reading(Handler<Vcpu> kvmRun, Function<Vcpu, MemoryTransaction> of) {
    return (vcpu, call) -> {
      if (call.argument() != 0) {
        return kvmRun.handle(vcpu, call);
      }
      MemoryTransaction transaction = of.apply(vcpu);
      if (!transaction.downRead(call.task())) {
        return IoctlCall.INTERRUPTED;
      }
      try {
        return kvmRun.handle(vcpu, call);
      } finally {
        transaction.upRead();
      }
    };
  }

  private boolean downRead(HostTask task) {
    return tryRead()
        || task.sleep(changed, this::tryRead, Sleep.KILLABLE, HostTask.FOREVER) == Woken.READY;
  }

  private synchronized boolean tryRead() {
    if (writers > 0) {
      return false;
    }
    readers++;
    return true;
  }

  private void upRead() {
    synchronized (this) {
      readers--;
    }
    changed.wake();
  }

  private synchronized boolean idle() {
    return readers == 0;
  }

  private synchronized void waiting(int more) {
    writers += more;
  }

  /**
   * down_write and up_write.
   *
   * @param inside what is done between them
   */
  public Result write(HostTask task, Runnable inside) {
    waiting(1);
    try {
      Woken woken = task.sleep(changed, this::idle, Sleep.KILLABLE, HostTask.FOREVER);
      if (woken != Woken.READY) {
        return IoctlCall.INTERRUPTED;
      }
      inside.run();
      return Result.ZERO;
    } finally {
      waiting(-1);
      changed.wake();
    }
  }
}
