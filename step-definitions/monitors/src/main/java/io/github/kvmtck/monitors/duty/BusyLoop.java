package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vCPU that must not run, or has nothing to run, is waited for, and not asked again and again:
 * after EINTR, and after the wake-up of one whose state stays inactive or suspended.
 *
 * <p>A thousand in a row are a loop if the task made no call in between that waits. It may also
 * have waited unseen (futex), or in KVM_RUN itself; or another task had the processor. So a
 * millisecond that went by takes twenty of the row back: who waits each time has no row, and who
 * loops has one on a busy host too.
 */
public final class BusyLoop implements Observer {
  private static final int LOOP = 1000;
  private static final long PAUSE = 1_000_000;
  private static final int TAKEN_BACK = 20;
  private static final Field TYPE = Run.RUN.field("system_event.type");

  private final Situation situation;
  private final Duty interrupted;
  private final Duty woken;
  private final PerVcpu<Streak> streaks = new PerVcpu<>(Streak::new);

  /** Returns of one kind, in a row. */
  private static final class Streak {
    private @Nullable TraceEvent first;
    private boolean idle;
    private int count;
    private boolean reported;
    private long last;

    void over() {
      count = 0;
      reported = false;
    }

    void paused() {
      count -= TAKEN_BACK;
      if (count <= 0) {
        over();
      }
    }
  }

  public BusyLoop(Docket docket, Situation situation) {
    this.situation = situation;
    this.interrupted = docket.duty("TRACE-10");
    this.woken = docket.duty("VTL-20");
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Streak streak = streaks.of(vcpu);
    if (run.start().nanos() - streak.last >= PAUSE) {
      streak.paused();
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    Streak streak = streaks.of(vcpu);
    if (exit.errno() == Errno.EINTR && !exit.byTransport()) {
      goesOn(streak, false, exit);
    } else if (isIdleWakeUp(vcpu, exit)) {
      goesOn(streak, true, exit);
    } else {
      streak.over();
    }
  }

  private static boolean isIdleWakeUp(Vcpu vcpu, Exit exit) {
    return exit.is(ExitReason.KVM_EXIT_SYSTEM_EVENT)
        && exit.get(TYPE) == RunBits.KVM_SYSTEM_EVENT_WAKEUP
        && (vcpu.mpState() == ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL
            || vcpu.mpState() == MpState.KVM_MP_STATE_SUSPENDED.number());
  }

  private void goesOn(Streak streak, boolean idle, Exit exit) {
    long back = exit.run().end().orElseThrow().at().nanos();
    if (back - exit.run().start().nanos() >= PAUSE) {
      streak.paused();
    }
    if (streak.idle != idle || streak.count == 0) {
      streak.over();
      streak.idle = idle;
      streak.first = exit.run();
      (idle ? woken : interrupted).exercised();
    }
    streak.count++;
    streak.last = back;
    if (streak.count >= LOOP && !streak.reported) {
      streak.reported = true;
      report(idle, Objects.requireNonNull(streak.first), exit.run());
    }
  }

  private void report(boolean idle, TraceEvent first, TraceEvent last) {
    String why = LOOP + " calls of KVM_RUN in a row ran nothing, and kept a processor busy";
    if (idle) {
      woken.violated(why + ": the event stays pending while the state stays", first, last);
    } else {
      interrupted.warn(
          why + ": the vCPU is kept out, and nobody waits until it is not", first, last);
    }
  }

  @Override
  public void calls(TraceEvent call) {
    if (call.is(VcpuEvents.KVM_SET_MP_STATE)) {
      streaks.of(situation.vcpu(call)).over();
    } else if (waits(call.call())) {
      situation
          .vcpus()
          .filter(vcpu -> vcpu.task() == call.by().task())
          .forEach(vcpu -> streaks.of(vcpu).over());
    }
  }

  private static boolean waits(Syscall call) {
    return switch (call) {
      case Syscall.Poll _, Syscall.Read _, Syscall.Sigtimedwait _ -> true;
      default -> false;
    };
  }

  @Override
  public void closed(Vcpu vcpu) {
    streaks.forget(vcpu);
  }
}
