package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import org.jspecify.annotations.Nullable;

/**
 * Who stops a vCPU reaches it wherever it is: in KVM_RUN, just before, or in a page fault. A driver
 * that pauses the client, or a kick of all vCPUs, says when somebody wants to.
 *
 * <p>A kick is lost where the vCPU stays in KVM_RUN beyond five seconds. What was sent to its task
 * tells which half of the kick is missing.
 */
public final class LostKick implements Observer {
  private static final long HANG = 5_000_000_000L;

  private final Situation situation;
  private final Duty flagAndSignal;
  private final Duty handler;
  private final Duty signals;
  private final Duty kicks;
  private final PerVcpu<Watch> watches = new PerVcpu<>(Watch::new);
  private @Nullable Want want;
  private long now;

  /** Somebody wants vCPUs out of KVM_RUN. */
  private record Want(long since, @Nullable TraceEvent kick) {}

  /** What was sent to a vCPU's task since then. */
  private static final class Watch {
    private @Nullable Want of;
    private boolean before;
    private boolean during;

    void begin(Want want) {
      of = want;
      before = false;
      during = false;
    }
  }

  public LostKick(Docket docket, Situation situation) {
    this.situation = situation;
    this.flagAndSignal = docket.duty("SAVE-12");
    this.handler = docket.duty("SIG-05");
    this.signals = docket.duty("R5");
    this.kicks = docket.duty("KICK-10");
  }

  @Override
  public void noted(Note note) {
    now = note.at().nanos();
    switch (note) {
      case Note.Bracket(var at, var activity, var edge) when activity == Activity.PAUSE -> {
        if (edge == Edge.BEGIN) {
          want = new Want(at.nanos(), null);
        } else {
          overdue();
          want = null;
        }
      }
      case Note.SignalSent(var _, var _, int task, int _) -> signalled(task);
      case Note.SignalTaken(var _, var by, int _) -> signalled(by.task());
      default -> {}
    }
  }

  private void signalled(int task) {
    if (want != null) {
      situation
          .vcpus()
          .filter(vcpu -> vcpu.task() == task)
          .forEach(vcpu -> {
            Watch watch = watch(vcpu, want);
            watch.before |= vcpu.run().isEmpty();
            watch.during |= vcpu.run().isPresent();
          });
    }
  }

  private Watch watch(Vcpu vcpu, Want wanted) {
    Watch watch = watches.of(vcpu);
    if (!wanted.equals(watch.of)) {
      watch.begin(wanted);
    }
    return watch;
  }

  @Override
  public void calls(TraceEvent call) {
    now = call.start().nanos();
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      want = new Want(now, call);
    }
  }

  @Override
  public void called(TraceEvent call) {
    if (want != null && want.kick != null && want.kick.entered() == call.entered()) {
      now = call.end().orElseThrow().at().nanos();
      overdue();
      want = null;
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    now = exit.run().end().orElseThrow().at().nanos();
    if (want == null) {
      return;
    }
    if (!exit.immediate()) {
      judge(vcpu, exit.run(), want);
      watches.forget(vcpu);
    } else if (watch(vcpu, want).before) {
      // The signal came between two calls, and the second one was told by the flag.
      (want.kick == null ? signals : kicks).exercised();
      handler.exercised();
    }
  }

  /** Those that are in KVM_RUN still, though whoever wanted them out goes on. */
  private void overdue() {
    if (want != null) {
      Want wanted = want;
      situation
          .vcpus()
          .forEach(vcpu ->
              vcpu.run()
                  .filter(run -> hangs(run, wanted))
                  .ifPresent(run -> judge(vcpu, run, wanted)));
    }
  }

  private boolean hangs(TraceEvent run, Want wanted) {
    return now - Math.max(run.start().nanos(), wanted.since) >= HANG;
  }

  private void judge(Vcpu vcpu, TraceEvent run, Want wanted) {
    Watch watch = watch(vcpu, wanted);
    exercised(watch, run, wanted);
    if (!hangs(run, wanted)) {
      return;
    }
    Duty duty = duty(watch, run, wanted);
    String why = why(duty);
    if (watch.during) {
      duty.note("the vCPU stayed in KVM_RUN beyond the bound though its task was signalled", run);
    } else if (wanted.kick != null) {
      duty.violated(why, wanted.kick, run);
    } else {
      duty.violated(why, run);
    }
  }

  /** Each half of a kick has a rule of its own, which has occasion where that half was used. */
  private void exercised(Watch watch, TraceEvent run, Want wanted) {
    (wanted.kick == null ? signals : kicks).exercised();
    if (watch.before && !watch.during) {
      handler.exercised();
    }
    if (flagSetMeanwhile(run)) {
      flagAndSignal.exercised();
    }
  }

  private static boolean flagSetMeanwhile(TraceEvent run) {
    return run.after().map(RunSnapshot::immediateExit).orElse(0) != 0;
  }

  /** The rule about the half of a kick that was to end this KVM_RUN. */
  private Duty duty(Watch watch, TraceEvent run, Want wanted) {
    if (watch.during) {
      return signals;
    } else if (watch.before) {
      return handler;
    } else if (flagSetMeanwhile(run)) {
      return flagAndSignal;
    }
    return wanted.kick == null ? signals : kicks;
  }

  private String why(Duty duty) {
    if (duty == handler) {
      return "the signal came between two calls of KVM_RUN, and nothing told the second one: the"
          + " handler has to set immediate_exit";
    } else if (duty == flagAndSignal) {
      return "immediate_exit was set while KVM_RUN was under way, which does not look at it again,"
          + " and no signal followed";
    }
    return "nobody signalled the task of the vCPU, which waits where only a signal reaches it";
  }

  @Override
  public void ended() {
    overdue();
  }

  @Override
  public void closed(Vcpu vcpu) {
    watches.forget(vcpu);
  }
}
