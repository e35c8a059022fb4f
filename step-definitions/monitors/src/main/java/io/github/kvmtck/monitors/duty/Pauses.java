package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds that a driver asks for: a pause until it is resumed, a snapshot and a change of memory
 * while they last. They are counted (R1), and a resume is complete before the next pause (R2).
 *
 * <p>A driver tells of a second pause only where the client counts them: for one whose pause means
 * "be paused" it tells of the first.
 */
public final class Pauses implements Observer {
  private final Situation situation;
  private final Duty counted;
  private final Duty inARow;
  private final Set<Vcpu> notYetResumed = new HashSet<>();
  private int pauses;
  private boolean oneEnded;
  private boolean resumed;

  public Pauses(Docket docket, Situation situation) {
    this.situation = situation;
    this.counted = docket.duty("R1");
    this.inARow = docket.duty("R2");
  }

  @Override
  public void noted(Note note) {
    if (note instanceof Note.Bracket bracket && bracket.edge() != Edge.FAILED) {
      boolean ends = bracket.edge() == Edge.END;
      switch (bracket.activity()) {
        case PAUSE -> paused(ends);
        case RESUME -> resumed(ends);
        case SNAPSHOT, MEMORY_CHANGE -> otherHold(ends);
        case RESTORE, MIGRATION -> {}
      }
    }
  }

  private void paused(boolean ends) {
    if (ends) {
      pauses++;
      if (resumed) {
        inARow.exercised();
      }
    }
  }

  private void resumed(boolean ends) {
    if (!ends) {
      pauses = Math.max(0, pauses - 1);
      holdEnds();
      if (isFree()) {
        resumed = true;
        situation.vcpus().filter(Vcpu::wasEntered).forEach(notYetResumed::add);
      }
    }
  }

  private void otherHold(boolean ends) {
    if (ends) {
      holdEnds();
    }
  }

  private void holdEnds() {
    oneEnded = pauses > 0;
    if (oneEnded) {
      counted.exercised();
    }
  }

  private boolean isFree() {
    return pauses == 0;
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    boolean late = notYetResumed.remove(vcpu);
    if (isFree() || Exit.isImmediate(run)) {
      return;
    }
    if (late) {
      inARow.violated(
          "a vCPU runs while it is paused: its resume was not complete when the next pause began",
          run);
    } else if (oneEnded) {
      oneEnded = false;
      counted.violated(
          "a vCPU runs while it is held: the end of another hold ended this one too", run);
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    notYetResumed.remove(vcpu);
  }
}
