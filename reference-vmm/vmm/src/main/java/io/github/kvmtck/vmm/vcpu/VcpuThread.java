package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.vmm.hold.Parking;
import io.github.kvmtck.vmm.hold.Participant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The thread of a vCPU: one task for its whole life, which makes every call of the vCPU (THR-01).
 *
 * <p>It stops between two instructions of the guest and never inside one: what KVM has pending is
 * completed before it parks, so that whoever holds the machine may save it, or move memory under
 * it.
 */
public final class VcpuThread implements Participant {
  private final Vcpu vcpu;
  private final Machine machine;
  private final Exits exits;
  private final Kick kick;
  private final Completion completion = new Completion();
  private final Parking parking = new Parking();
  private volatile Exits.Next next = Exits.Next.RUN;
  private final AtomicLong runs = new AtomicLong();

  /**
   * @param vm called from the vCPU's task, as the vCPU is
   */
  public VcpuThread(Vm vm, Vcpu vcpu, Machine machine) {
    this.vcpu = vcpu;
    this.machine = machine;
    this.exits = new Exits(vm, vcpu, machine);
    this.kick = new Kick(vcpu.kvmRun(), vcpu.client().task());
  }

  /** Starts it. Asked to stop before, it parks before it enters the guest. */
  public void start() {
    var unused = vcpu.client().task().begin(this::live);
  }

  public Kick kick() {
    return kick;
  }

  public int id() {
    return vcpu.id();
  }

  /** How often KVM_RUN was called. */
  public long runs() {
    return runs.get();
  }

  /** The vCPU looks again at what it waits for: something may have come for it. */
  public void wake() {
    parking.wake();
  }

  /** Whether it waits for {@link #wake}; while the machine is held. */
  public boolean isResting() {
    return next == Exits.Next.REST;
  }

  /** It was saved while it waited; before it is started. */
  public void rest() {
    next = Exits.Next.REST;
  }

  /** Makes it leave KVM_RUN and look at what is wanted. */
  public void nudge() {
    kick.send();
  }

  /** Ends the thread. What is pending is not completed, and the guest is not entered (SAVE-14). */
  public void end() {
    parking.end();
    kick.send();
  }

  /**
   * Something on the vCPU's own thread, while the machine is held.
   *
   * @throws IllegalStateException where it is not
   */
  public <T> T run(Supplier<T> what) {
    return parking.run(what);
  }

  @Override
  public String name() {
    return vcpu.client().task().name();
  }

  @Override
  public void askToStop() {
    parking.ask();
    kick.send();
  }

  @Override
  public void awaitStopped() {
    parking.awaitParked();
  }

  @Override
  public void letGo() {
    parking.release();
  }

  @Override
  public void awaitGone() {
    parking.awaitReleased();
  }

  @Override
  public boolean isCurrent() {
    return parking.isCurrent();
  }

  private boolean live() {
    parking.live(this::turn, e -> machine.news().crashed(vcpu.id(), "the VMM failed: " + e));
    return true;
  }

  private void turn() {
    if (parking.asked()) {
      complete();
      parking.park();
    } else if (next != Exits.Next.RUN || machine.news().isOver()) {
      boolean woken = parking.rest();
      next = woken && next == Exits.Next.REST ? Exits.Next.RUN : next;
    } else {
      kick.clear();
      if (!parking.asked() && !parking.ended() && !machine.news().isOver()) {
        runOnce();
      }
    }
  }

  /** Brings KVM to finish what is pending, without a further instruction (SAVE-02, SAVE-04). */
  private void complete() {
    Exits.Next before = next;
    completion.finish(() -> {
      kick.hold();
      runOnce();
      return next != Exits.Next.END && !parking.ended();
    });
    next = before == Exits.Next.RUN ? next : before;
  }

  private void runOnce() {
    exits.enter();
    runs.incrementAndGet();
    Result result = vcpu.run();
    completion.saw(result, vcpu.kvmRun());
    next = serve(result);
  }

  private Exits.Next serve(Result result) {
    return switch (result.errno()) {
      case NONE -> exits.serve();
      // A kick, or a vCPU that INIT and SIPI have not started: there is no exit (SAVE-05).
      case EINTR, EAGAIN -> Exits.Next.RUN;
      case EFAULT, EHWPOISON -> exits.memoryFault();
      default -> refused(result.errno());
    };
  }

  private Exits.Next refused(Errno errno) {
    machine.news().crashed(vcpu.id(), "KVM_RUN fails with " + errno);
    return Exits.Next.END;
  }
}
