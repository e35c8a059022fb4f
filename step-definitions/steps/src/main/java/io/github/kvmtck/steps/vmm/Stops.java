package io.github.kvmtck.steps.vmm;

import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the vCPUs were when they were stopped: the exit that a KVM_RUN with immediate_exit came
 * after. Such a kick came between two calls of KVM_RUN.
 */
final class Stops implements TraceListener {
  private final Map<Caller, Integer> last = new HashMap<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final Map<Integer, Integer> seen = new HashMap<>();
  private int inside;
  private long exits;

  @Override
  public synchronized void entered(TraceEvent event) {
    if (isRun(event) && isImmediate(event)) {
      Optional.ofNullable(last.get(event.by())).ifPresent(r -> counts.merge(r, 1, Integer::sum));
    }
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    if (isRun(event)) {
      last.remove(event.by());
      event
          .after()
          .filter(run -> event.result().filter(result -> !result.failed()).isPresent())
          .ifPresent(run -> {
            last.put(event.by(), run.exitReason());
            inside += isImmediate(event) ? 1 : 0;
            seen.merge(run.exitReason(), 1, Integer::sum);
            exits++;
            notifyAll();
          });
    }
  }

  private static boolean isImmediate(TraceEvent event) {
    return event.before().filter(run -> run.immediateExit() != 0).isPresent();
  }

  private static boolean isRun(TraceEvent event) {
    return event.is(VcpuRun.KVM_RUN);
  }

  /** How often KVM_RUN has returned 0. */
  synchronized long exits() {
    return exits;
  }

  /** How often it has returned 0 for this reason. */
  synchronized int exits(int reason) {
    return seen.getOrDefault(reason, 0);
  }

  /** Waits until there were so many for a reason, where they come in time. */
  synchronized void awaitExits(int reason, int count, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); exits(reason) < count && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Waits for a further exit, where the guest makes one in time. */
  synchronized void awaitExitAfter(long seen, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); exits == seen && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** How often after an exit for this reason. */
  synchronized int after(int reason) {
    return counts.getOrDefault(reason, 0);
  }

  /** How often the next exit of the same instruction came in the place of EINTR. */
  synchronized int inside() {
    return inside;
  }

  synchronized int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
