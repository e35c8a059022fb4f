package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.Signals;
import java.lang.invoke.VarHandle;

/**
 * Makes a vCPU leave KVM_RUN, and none is lost (SAVE-12).
 *
 * <p>KVM looks at immediate_exit once, when KVM_RUN starts. So a kick is the flag, for a run that
 * has not started, and a signal, for one that has: also for one that sleeps outside of KVM, where a
 * flag would never be seen (R5, KICK-10). The order matters on both sides. Who kicks says first
 * what it wants, then sets the flag, then sends the signal. The vCPU's thread clears the flag first
 * and looks afterwards for what is wanted: whatever it clears, it sees the reason for.
 */
public final class Kick {
  private final MappedRun run;
  private final Kernel.Task task;

  public Kick(MappedRun run, Kernel.Task task) {
    this.run = run;
    this.task = task;
  }

  /** From any thread, after what is wanted has been said. */
  public void send() {
    VarHandle.fullFence();
    run.immediateExit(1);
    task.signal(Signals.SIGUSR1);
  }

  /** On the vCPU's thread, before it looks for what is wanted. */
  void clear() {
    run.immediateExit(0);
    VarHandle.fullFence();
  }

  /** On the vCPU's thread: the next KVM_RUN finishes what is pending and runs no guest code. */
  void hold() {
    run.immediateExit(1);
  }
}
