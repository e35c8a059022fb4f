package io.github.kvmtck.vmm;

import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.vmm.vcpu.Machine;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the guest. The first ending counts, and there is no way back from it: not for
 * a crashed guest (FETCH-25), not for one that lives elsewhere.
 */
final class Board implements Machine.News {
  private final int vcpus;
  private final Set<Integer> halted = new HashSet<>();
  private Runnable whenOver = () -> {};
  private @Nullable Ending ending;
  private boolean told;
  private volatile boolean over;

  Board(int vcpus) {
    this.vcpus = vcpus;
  }

  /** What makes every vCPU look, so that none runs on behind the end. */
  synchronized void whenOver(Runnable action) {
    whenOver = action;
  }

  /** Ends the guest, where nothing has before. */
  void end(Ending how) {
    Runnable action;
    synchronized (this) {
      if (ending != null) {
        return;
      }
      ending = how;
      over = true;
      action = whenOver;
    }
    action.run();
    synchronized (this) {
      told = true;
      notifyAll();
    }
  }

  synchronized Optional<Ending> ending() {
    return Optional.ofNullable(ending);
  }

  /**
   * Waits until the guest has ended and every vCPU is told: whoever waited may close the machine.
   *
   * @return empty where it did not come in time
   */
  synchronized Optional<Ending> await(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      for (long left = atMost.toMillis(); !told && left > 0; ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskInterrupted(e);
    }
    return told ? Optional.ofNullable(ending) : Optional.empty();
  }

  @Override
  public void crashed(int vcpu, String why) {
    end(new Ending(RunState.INTERNAL_ERROR, 0, "vCPU %d: %s".formatted(vcpu, why)));
  }

  @Override
  public void shutDown(int vcpu, String how) {
    end(new Ending(RunState.SHUTDOWN, 0, "vCPU %d: %s".formatted(vcpu, how)));
  }

  @Override
  public void halted(int vcpu) {
    boolean all;
    synchronized (this) {
      halted.add(vcpu);
      all = halted.size() == vcpus;
    }
    if (all) {
      end(new Ending(RunState.HALTED, 0, "every vCPU has halted"));
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
