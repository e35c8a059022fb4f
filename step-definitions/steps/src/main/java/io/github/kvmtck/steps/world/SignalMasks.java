package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Signals;

/** The signal masks of threads. */
public final class SignalMasks {
  private SignalMasks() {}

  /** Blocks a signal in a task. */
  public static void block(Kernel.Task task, int signal) {
    change(task, Syscall.Sigmask.How.BLOCK, signal);
  }

  /** Lets a task take a signal. */
  public static void unblock(Kernel.Task task, int signal) {
    change(task, Syscall.Sigmask.How.UNBLOCK, signal);
  }

  private static void change(Kernel.Task task, Syscall.Sigmask.How how, int signal) {
    Result result = task.call(new Syscall.Sigmask(how, Signals.set(signal)));
    if (result.failed()) {
      throw new IllegalStateException("the signal mask could not be set: " + result);
    }
  }
}
