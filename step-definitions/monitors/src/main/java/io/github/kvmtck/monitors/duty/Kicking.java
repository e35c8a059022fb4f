package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * With KVM_KICK_ALL_RUNNING_VCPUS the kernel counts nothing: holds of several tasks are counted and
 * put in a row by the VMM.
 *
 * <p>A hold that nobody counted shows when its own task resumes: a vCPU has run since its kick,
 * because another task's resume let it. Where that task never does, somebody counts, and resumes
 * once for all.
 */
public final class Kicking implements Observer {
  private final Situation situation;
  private final Duty holds;
  private final Map<Vm, Release> releases = new HashMap<>();
  private final Map<Vm, TraceEvent> underWay = new HashMap<>();

  /** A resume while other tasks had kicked as well. */
  private static final class Release {
    private final List<TraceEvent> kicks;
    private final TraceEvent resume;
    private @Nullable TraceEvent run;

    Release(List<TraceEvent> kicks, TraceEvent resume) {
      this.kicks = kicks;
      this.resume = resume;
    }
  }

  public Kicking(Docket docket, Situation situation) {
    this.situation = situation;
    this.holds = docket.duty("TRACE-06");
  }

  private static boolean isEither(TraceEvent call) {
    return isKick(call) || isResume(call);
  }

  private static boolean isKick(TraceEvent call) {
    return call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
  }

  private static boolean isResume(TraceEvent call) {
    return call.is(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
  }

  @Override
  public void calls(TraceEvent call) {
    if (!isEither(call)) {
      return;
    }
    Vm vm = situation.vm(call);
    TraceEvent other = underWay.put(vm, call);
    if (other != null && isKick(call) != isKick(other) && !other.by().equals(call.by())) {
      holds.violated(
          "a hold begins while the end of another one is under way: whether vCPUs are held then is"
              + " chance",
          other,
          call);
    }
  }

  @Override
  public void called(TraceEvent call) {
    if (!isEither(call)) {
      return;
    }
    Vm vm = situation.vm(call);
    underWay.remove(vm);
    if (isResume(call)) {
      holds.exercised();
      resumed(vm, call);
    }
  }

  private void resumed(Vm vm, TraceEvent call) {
    Release release = releases.get(vm);
    if (release != null && release.run != null) {
      for (TraceEvent kick : release.kicks) {
        if (kick.by().equals(call.by())) {
          holds.violated(
              "a vCPU ran while a task held it: the end of another task's hold ended this one too",
              kick,
              release.resume,
              release.run,
              call);
          releases.remove(vm);
        }
      }
    }
    List<TraceEvent> held = situation.kicks().holds(vm);
    if (held.isEmpty()) {
      releases.remove(vm);
    } else {
      releases.putIfAbsent(vm, new Release(List.copyOf(held), call));
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    Release release = releases.get(vcpu.vm());
    if (release != null
        && exit.succeeded()
        && !exit.immediate()
        && exit.run().entered() > release.resume.entered()) {
      release.run = exit.run();
    }
  }

  @Override
  public void gone(Vm vm) {
    releases.remove(vm);
    underWay.remove(vm);
  }
}
