package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.SlotChange.Kind;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was written last is collected after every vCPU has left KVM_RUN for the last time.
 *
 * <p>A migration has ended where a vCPU's state was read, no vCPU ran after that, and a driver's
 * bracket, the slot's log or the vCPU itself ends. QEMU reads the state before it reads the last
 * log, and that is fine.
 */
public final class MigrationEnd implements Observer {
  private final Situation situation;
  private final Duty bitmap;
  private final Duty ring;
  private final Map<Vm, Stop> stops = new HashMap<>();

  /** A state was read, and no vCPU has run since. */
  private record Stop(TraceEvent save, boolean migrating) {}

  public MigrationEnd(Docket docket, Situation situation) {
    this.situation = situation;
    this.bitmap = docket.duty("TRACE-13");
    this.ring = docket.duty("RING-05");
  }

  @Override
  public void saved(Vcpu vcpu, TraceEvent last) {
    boolean migrating = situation.brackets().in(Note.Activity.MIGRATION) || vcpu.vm().logsAll();
    stops.put(vcpu.vm(), new Stop(last, migrating));
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    if (!Exit.isImmediate(run)) {
      stops.remove(vcpu.vm());
    }
  }

  @Override
  public void noted(Note note) {
    if (note instanceof Note.Bracket(var _, var activity, var edge)
        && activity == Note.Activity.MIGRATION
        && edge == Note.Edge.END) {
      stops.forEach((vm, stop) -> allSlots(vm, stop.save));
      stops.clear();
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    Stop stop = stops.remove(vcpu.vm());
    if (stop != null && stop.migrating) {
      allSlots(vcpu.vm(), stop.save);
    }
  }

  private void allSlots(Vm vm, TraceEvent save) {
    vm.slots().forEach(slot -> judge(vm, vm.lastLook(slot.id()), save));
  }

  @Override
  public void changes(SlotChange change) {
    Stop stop = stops.get(change.vm());
    if (stop != null && stop.migrating && change.kind() == Kind.FLAGS) {
      judge(change.vm(), change.lastLook(), stop.save);
    }
  }

  private void judge(Vm vm, Optional<TraceEvent> look, TraceEvent save) {
    if (look.isEmpty() || vm.isLive()) {
      return;
    }
    boolean tooEarly = vm.wasLiveSince(look.get().returned());
    if (vm.hasRing()) {
      ring.exercised();
      if (tooEarly) {
        ring.warn(
            "no ring was reset after the last KVM_RUN: whether the rings were read then, no call"
                + " shows",
            look.get(),
            save);
      }
    } else {
      bitmap.exercised();
      if (tooEarly) {
        bitmap.violated(
            "pages that were written after the last dirty log are not sent: the destination has"
                + " old bytes there",
            look.get(),
            save);
      }
    }
  }
}
