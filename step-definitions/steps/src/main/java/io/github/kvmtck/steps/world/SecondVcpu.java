package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.steps.words.Exit;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A second vCPU that runs the program of the first one at the same time, by a task of its own. */
public final class SecondVcpu {
  private static final String NAME = "KVM_RUN of the second vCPU";

  private final World world;
  private final KvmRun kvmRun;
  private final Slots slots;
  private @Nullable Vcpu vcpu;
  private Kernel.@Nullable Task runner;
  private @Nullable Future<Result> run;

  public SecondVcpu(World world, KvmRun kvmRun, Slots slots) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.slots = slots;
  }

  /**
   * Makes it with the state of the first one, but for RBX, and lets it run.
   *
   * @param address what RBX gets, and where it is seen to count
   * @return whether it was
   */
  public boolean begin(long address) {
    Vcpu first = world.machine().vcpu();
    Kernel.Task task = world.process().task("vcpu1");
    Vcpu second = kvmRun.createSecond();
    second.setSregs(first.getSregs().value()).orThrow();
    second.setRegs(first.getRegs().value().with("rbx", address)).orThrow();
    Future<Result> begun = task.begin(() -> second.by(task).run());
    vcpu = second;
    runner = task;
    run = begun;
    int before = counter(address);
    return Patience.until(() -> begun.isDone() || counter(address) != before) && !begun.isDone();
  }

  /** Waits until it is about to enter the guest, and holds it there. */
  Schedule.Hold heldBeforeTheGuest(Schedule schedule) {
    Schedule.Hold entry =
        schedule.hold(Objects.requireNonNull(runner), SchedulingPoint.ENTER_GUEST);
    if (!entry.awaitReached(Patience.BOUND)) {
      entry.release();
      throw new AssertionError("the second vCPU does not leave the guest and enter it again");
    }
    return entry;
  }

  /** What it exited for, or how its KVM_RUN ended, which this waits for. */
  String seen() {
    Result result = result();
    return result.failed()
        ? NAME + " → " + result
        : SlotRaces.named(Exit.in(Objects.requireNonNull(vcpu).kvmRun()));
  }

  private Result result() {
    return Patience.result(Objects.requireNonNull(run), NAME)
        .orElseThrow(() -> kvmRun.overdue(NAME));
  }

  private int counter(long address) {
    return world.process().memory().u32(slots.hostAddress(address));
  }
}
