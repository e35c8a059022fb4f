package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a vCPU sleeps in KVM_RUN: for an event, or for time to pass ({@link VirtualTime}). */
public final class VcpuSleep {
  private final Vcpu vcpu;
  private volatile boolean inRun;
  private volatile @Nullable BooleanSupplier asleepUntil;

  VcpuSleep(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  void enterRun() {
    inRun = true;
  }

  void leaveRun() {
    inRun = false;
    vcpu.vm().time().released(vcpu);
  }

  /**
   * Sleeps until a condition holds or a signal comes, while virtual time passes.
   *
   * @param ready is asked by other vCPUs too, and changes nothing
   */
  public Woken until(BooleanSupplier ready) {
    HostTask task = vcpu.task();
    asleepUntil = ready;
    try {
      return task.sleep(
          vcpu.waiting(), () -> inTime(task, ready), Sleep.INTERRUPTIBLE, HostTask.FOREVER);
    } finally {
      asleepUntil = null;
    }
  }

  private boolean inTime(HostTask task, BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      if (task.interrupted() || !vcpu.vm().time().pass()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this vCPU sleeps in KVM_RUN. */
  boolean asleep() {
    return asleepUntil != null;
  }

  /** Whether time may not jump because of this vCPU: it runs, or is about to. */
  boolean holdsTime() {
    BooleanSupplier ready = asleepUntil;
    return inRun && (ready == null || ready.getAsBoolean());
  }
}
