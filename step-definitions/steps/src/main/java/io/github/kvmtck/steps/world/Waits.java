package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.steps.words.Exit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a scenario waits for an event of its vCPU, and how the wait ends. */
public final class Waits {
  private final World world;
  private final KvmRun kvmRun;
  private final Hyperv hyperv;
  private @Nullable WaitWay way;
  private @Nullable HostMemory argument;

  public Waits(World world, KvmRun kvmRun, Hyperv hyperv) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.hyperv = hyperv;
  }

  /** Makes all ready for waits of this kind. */
  public void prepare(WaitWay chosen) {
    way = chosen;
    argument = HostMemory.map(world.kvm().client(), Linux.PAGE_SIZE).value();
    chosen.prepare(vcpu(), hyperv);
    world.remember();
  }

  /** Begins to wait on the vCPU's thread. */
  public void begin() {
    kvmRun.begin(way().call(vcpu(), argument()));
  }

  /**
   * Begins to wait, and lets an event come behind the look at events and before the sleep. Without
   * a schedule it comes at any time.
   *
   * @return false where the call did not get that far
   */
  public boolean beginMeanwhile(Runnable event) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isEmpty()) {
      begin();
      event.run();
      return true;
    }
    try (var hold = schedule.get().hold(world.vcpuTask(), SchedulingPoint.VCPU_BLOCK)) {
      begin();
      boolean reached = hold.awaitReached(Patience.BOUND);
      event.run();
      return reached;
    }
  }

  /** The same with immediate_exit set, and waits for the end. */
  public void beginWithImmediateExit() {
    run().immediateExit(1);
    begin();
    kvmRun.result();
    run().immediateExit(0);
  }

  /** Waits until the call sleeps; false where it ended or does not sleep. */
  public boolean sleeps() {
    return kvmRun.sleeps();
  }

  /** Waits for the end of the call; false where it goes on. */
  public boolean ends() {
    return kvmRun.ends();
  }

  public boolean endedForEvent() {
    return way().event(kvmRun.result(), run(), argument());
  }

  public boolean interrupted() {
    return WaitWay.interrupted(kvmRun.result());
  }

  /** Lets the next KVM_RUN run the guest. */
  public void resume() {
    way().resume(vcpu());
  }

  /** How the wait ended, or that it has not. */
  public String ending() {
    if (kvmRun.goesOn()) {
      return "the wait goes on";
    }
    Result result = kvmRun.result();
    return result.failed()
        ? "the wait fails with " + result.errno()
        : "the wait returns " + result.value() + ", kvm_run has " + Exit.in(run());
  }

  private WaitWay way() {
    return Objects.requireNonNull(way, "no step says how the vCPU is to wait");
  }

  private HostMemory argument() {
    return Objects.requireNonNull(argument);
  }

  private MappedRun run() {
    return vcpu().kvmRun();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
