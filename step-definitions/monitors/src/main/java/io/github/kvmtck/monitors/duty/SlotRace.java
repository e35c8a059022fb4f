package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Hole;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * No vCPU is in KVM_RUN while a range is deleted and created again (RACE-01 is what happens
 * otherwise).
 *
 * <p>An exit that the hole can have caused proves the race. Without one it is a warning. It is
 * nothing where the task that makes the change entered KVM_RUN itself, or where the range gets
 * other memory, as when a BAR is switched off and on.
 */
public final class SlotRace implements Observer {
  private static final int WAITING = 64;

  private final Duty race;
  private final Deque<Filled> waiting = new ArrayDeque<>();

  /** A hole that is no more; calls of KVM_RUN that were under way may still show it. */
  private record Filled(Hole hole, TraceEvent creation, List<TraceEvent> runs) {}

  public SlotRace(Docket docket) {
    this.race = docket.duty("TRACE-01");
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    if (!change.vm().isStarted()) {
      return;
    }
    for (Hole hole : change.filled()) {
      boolean atOnce = hole.deletion().entered() == change.call().entered();
      if (!atOnce && !hole.isCrossed() && hole.slot().sharesBacking(change.asked())) {
        race.exercised();
        judge(hole, change.call());
      }
    }
  }

  private void judge(Hole hole, TraceEvent creation) {
    List<TraceEvent> runs =
        new ArrayList<>(
            hole.runs().stream().filter(run -> run.entered() < creation.entered()).toList());
    Filled filled = new Filled(hole, creation, runs);
    Optional<Exit> proof =
        hole.exits().stream().filter(seen -> seen.run().entered() < creation.entered()).findFirst();
    if (proof.isPresent()) {
      proven(filled, proof.get());
    } else if (!runs.isEmpty()) {
      waiting.add(filled);
      if (waiting.size() > WAITING) {
        unproven(waiting.removeFirst());
      }
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    if (!waiting.isEmpty()) {
      waiting.removeIf(filled -> isSettled(filled, exit));
    }
  }

  /** A call of KVM_RUN that began before the hole was filled is back. */
  private boolean isSettled(Filled filled, Exit exit) {
    if (!filled.runs.removeIf(run -> run.entered() == exit.run().entered())) {
      return false;
    } else if (filled.hole.shows(exit)) {
      proven(filled, exit);
      return true;
    } else if (filled.runs.isEmpty()) {
      unproven(filled);
      return true;
    }
    return false;
  }

  private void proven(Filled filled, Exit exit) {
    race.violated(
        "a vCPU ran while nothing was at "
            + filled.hole.slot().range()
            + " and got an exit for an access to memory: what the VMM answers takes the place of"
            + " what memory holds, and what the guest wrote is lost",
        filled.hole.deletion(),
        exit.run(),
        filled.creation);
  }

  private void unproven(Filled filled) {
    race.warn(
        "a vCPU ran while nothing was at "
            + filled.hole.slot().range()
            + "; it did not touch it this time",
        filled.hole.deletion(),
        filled.hole.runs().getFirst(),
        filled.creation);
  }

  @Override
  public void ended() {
    waiting.forEach(this::unproven);
  }
}
