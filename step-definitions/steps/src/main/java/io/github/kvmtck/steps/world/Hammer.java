package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Exit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A guest that writes 1, 2, 3 … to a port, while its vCPU is asked to leave at whatever moment it
 * comes to: once for every second KVM_RUN, so that both the guest and the requests get on.
 */
public final class Hammer {
  private static final String NAME = "what asks the vCPU to leave";

  /** KVM_RUNs for each write at most. */
  private static final int MOST_RUNS = 50;

  private final World world;
  private final KvmRun kvmRun;
  private final LeaveRequest request;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger askedFor = new AtomicInteger();
  private volatile boolean over;

  public Hammer(World world, KvmRun kvmRun, LeaveRequest request) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.request = request;
  }

  /** What went wrong. */
  public record Fault(String expected, String observed) {}

  /** Takes port writes until there were enough; what ended KVM_RUN is counted and recorded. */
  public Optional<Fault> takeWrites(int port, int writes) {
    Map<String, Integer> counts = new TreeMap<>();
    FutureTask<Boolean> asking = new FutureTask<>(this::askForEveryRun, true);
    Thread.ofPlatform().daemon().start(asking);
    try {
      for (int write = 1; write <= writes; ) {
        int run = runs.incrementAndGet();
        Result result = kvmRun.call();
        Exit seen = Exit.in(world.machine().vcpu().kvmRun());
        // A guest that is faster than who asks would get to the end unasked.
        if (!Patience.until(() -> askedFor.get() >= run)) {
          throw kvmRun.overdue(NAME);
        }
        Exit next = new Exit.PortWrite(1, Data.of(new byte[] {(byte) write}), port);
        if (asked(result, seen)) {
          counts.merge("ended as asked", 1, Integer::sum);
          takeSignal();
        } else if (!result.failed() && next.matches(seen)) {
          counts.merge("port writes", 1, Integer::sum);
          write++;
        } else {
          return Optional.of(fault(next, result, seen));
        }
        if (runs.get() > writes * MOST_RUNS) {
          return Optional.of(new Fault("the guest gets on", "it has written " + write + " times"));
        }
      }
      return Optional.empty();
    } finally {
      over = true;
      var unused = Patience.result(asking, NAME).orElseThrow(() -> kvmRun.overdue(NAME));
      world.count("KVM_RUN", counts);
    }
  }

  private boolean asked(Result result, Exit seen) {
    return request.way().staysPending()
        ? result.errno() == Errno.EINTR
        : !result.failed() && seen.reason() == Proposed.KVM_EXIT_REQUEST;
  }

  private void takeSignal() {
    if (request.way().staysPending()) {
      world.vcpuTask().call(new Syscall.Sigtimedwait(Signals.set(Signals.SIGUSR1), 0));
    }
  }

  private static Fault fault(Exit next, Result result, Exit seen) {
    return new Fault(
        "KVM_RUN ends as asked or returns 0 for " + next,
        result.failed()
            ? "KVM_RUN fails with " + result.errno()
            : "KVM_RUN returns " + result.value() + " for " + seen);
  }

  private void askForEveryRun() {
    int asked = 0;
    while (!over) {
      int now = runs.get();
      if (now == asked) {
        Thread.onSpinWait();
        continue;
      }
      asked = now;
      // A request before every KVM_RUN would let the guest never get on.
      if (now % 2 == 0) {
        request.ask();
      }
      askedFor.set(now);
    }
  }
}
