package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.steps.words.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * A memory slot that goes and comes back under a vCPU. Where tasks can be held the order is
 * certain: the slot comes back after the vCPU has met the hole. Elsewhere it may or may not meet
 * it, a stated number of times.
 */
public final class SlotReplacement {
  private static final String NAME = "the loop of KVM_RUN";

  private final World world;
  private final Slots slots;
  private final KvmRun kvmRun;
  private final Progress progress;
  private final Expectation expect;
  private final List<Exit> exits = new ArrayList<>();
  private volatile int seen;

  public SlotReplacement(
      World world, Slots slots, KvmRun kvmRun, Progress progress, Expectation expect) {
    this.world = world;
    this.slots = slots;
    this.kvmRun = kvmRun;
    this.progress = progress;
    this.expect = expect;
  }

  /**
   * Another task deletes a slot and creates it again while the vCPU is in KVM_RUN, and again after
   * every exit, which nobody handles.
   *
   * @param times rounds where the vCPU may or may not meet the hole
   * @param counter where the guest counts: the rounds begin when it does
   * @return the exits
   */
  public List<Exit> replace(int slot, int times, long counter) {
    boolean certain = world.schedule().isPresent();
    MemoryRegion region = slots.get(slot);
    Kernel.Task other = world.otherTask();
    Future<Result> loop = world.vcpuTask().begin(this::runOn);
    progress.awaitFirst(counter);
    Vm vm = world.vm().by(other);
    for (int i = 0; i < (certain ? 1 : times); i++) {
      int before = seen;
      vm.setUserMemoryRegion(region.deleted()).orThrow();
      if (certain && !Patience.until(() -> seen != before)) {
        throw kvmRun.overdue("KVM_RUN");
      }
      vm.setUserMemoryRegion(region).orThrow();
    }
    end(loop);
    return List.copyOf(exits);
  }

  private void end(Future<Result> loop) {
    world.machine().vcpu().kvmRun().immediateExit(1);
    world.vcpuTask().signal(Signals.SIGUSR1);
    Result last = Patience.result(loop, NAME).orElseThrow(() -> kvmRun.overdue(NAME));
    expect.that(
        last.equals(Result.error(Errno.EINTR)),
        "KVM_RUN returns 0 until it is kicked",
        "KVM_RUN → " + last + " after " + seen + " exits");
    world.machine().vcpu().kvmRun().immediateExit(0);
  }

  /** How the last KVM_RUN ended: one that fails before the kick is no exit of the hole. */
  private Result runOn() {
    Vcpu vcpu = world.machine().vcpu();
    while (true) {
      Result result = vcpu.run();
      if (result.failed()) {
        return result;
      }
      exits.add(Exit.in(vcpu.kvmRun()));
      seen = exits.size();
    }
  }
}
