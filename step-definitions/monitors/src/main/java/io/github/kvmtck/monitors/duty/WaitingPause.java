package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Who waits for a vCPU to pause holds no lock that serving its exit takes. Locks are not to be
 * seen, but the two that wait for each other are: an exit stays unserved, and a pause unanswered.
 */
public final class WaitingPause implements Observer {
  private static final long HANG = 5_000_000_000L;

  private final Situation situation;
  private final Duty duty;
  private final Map<Vcpu, TraceEvent> unserved = new HashMap<>();
  private boolean pausing;
  private long since;
  private long now;

  public WaitingPause(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("SAVE-13");
  }

  @Override
  public void noted(Note note) {
    now = note.at().nanos();
    if (note instanceof Note.Bracket(var _, var activity, var edge) && activity == Activity.PAUSE) {
      if (edge == Edge.BEGIN) {
        pausing = true;
        since = now;
        situation.vcpus().forEach(this::notePending);
      } else {
        judge();
        pausing = false;
        unserved.clear();
      }
    }
  }

  private void notePending(Vcpu vcpu) {
    if (vcpu.run().isEmpty()) {
      vcpu.completion().pending().ifPresent(exit -> unserved.put(vcpu, exit));
    }
  }

  private void judge() {
    if (!pausing) {
      return;
    }
    for (TraceEvent exit : unserved.values()) {
      duty.exercised();
      if (now - Math.max(since, exit.end().orElseThrow().at().nanos()) >= HANG) {
        duty.violated(
            "the exit was not served while somebody waited for the vCPU to pause: each waits for"
                + " the other",
            exit);
      }
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    now = exit.run().end().orElseThrow().at().nanos();
    if (pausing) {
      notePending(vcpu);
    }
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    now = run.start().nanos();
    if (unserved.remove(vcpu) != null) {
      duty.exercised();
    }
  }

  @Override
  public void calls(TraceEvent call) {
    now = call.start().nanos();
    if (!unserved.isEmpty()) {
      // Whatever its task calls serves the exit.
      for (Iterator<Vcpu> vcpus = unserved.keySet().iterator(); vcpus.hasNext(); ) {
        if (vcpus.next().task() == call.by().task()) {
          vcpus.remove();
          duty.exercised();
        }
      }
    }
  }

  @Override
  public void ended() {
    judge();
  }

  @Override
  public void closed(Vcpu vcpu) {
    unserved.remove(vcpu);
  }
}
