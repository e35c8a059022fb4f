package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Slot;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.SlotChange.Kind;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.Map;

/**
 * The dirty log of a slot is read after every vCPU has left KVM_RUN and before the slot, or its
 * log, goes: what is written after the last reading is told to nobody (DIRTY-05, DIRTY-06).
 *
 * <p>It matters while a migration is under way: in a driver's bracket, or while every slot that can
 * be written logs. Elsewhere it is a warning, because QEMU logs the memory of its screen for ever.
 */
public final class LastLog implements Observer {
  private final Situation situation;
  private final Duty deletion;
  private final Duty listed;
  private final Duty inRings;
  private final Duty off;
  private final Map<Long, Loss> losses = new HashMap<>();
  private final Map<Vm, Map<Integer, SwitchedOff>> switchedOff = new HashMap<>();

  /** A log that goes with bits in it, if the call that was entered succeeds. */
  private record Loss(Duty duty, boolean migrating, String why, TraceEvent last) {}

  /** A log that went with bits in it. */
  private record SwitchedOff(TraceEvent last, TraceEvent call, boolean migrating) {}

  public LastLog(Docket docket, Situation situation) {
    this.situation = situation;
    this.deletion = docket.duty("TRACE-02");
    this.listed = docket.duty("LIST-13");
    this.inRings = docket.duty("TRACE-04");
    this.off = docket.duty("TRACE-03");
  }

  @Override
  public void changes(SlotChange change) {
    Vm vm = change.vm();
    if (change.kind() != Kind.DELETE
        || !vm.isStarted()
        || !change.was().map(Slot::logs).orElse(false)) {
      return;
    }
    Duty duty = change.isList() ? listed : vm.hasRing() ? inRings : deletion;
    duty.exercised();
    String why =
        vm.hasRing()
            ? "pages that were written since the rings were last reset are told by a slot that"
                + " is no more, and the next reset protects those of whatever has its id then"
            : "pages that a vCPU wrote since the log was last read are reported to nobody";
    change
        .lastLook()
        .filter(last -> vm.wasLiveSince(last.returned()))
        .ifPresent(last ->
            losses.put(change.call().entered(), new Loss(duty, isMigrating(vm), why, last)));
  }

  private boolean isMigrating(Vm vm) {
    return situation.brackets().in(Activity.MIGRATION) || vm.logsAll();
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    Loss loss = losses.remove(change.call().entered());
    if (loss != null && done) {
      if (loss.migrating || loss.duty == inRings) {
        loss.duty.violated(loss.why, loss.last, change.call());
      } else {
        loss.duty.warn(loss.why + "; no migration was under way", loss.last, change.call());
      }
    }
    if (done && change.kind() == Kind.FLAGS) {
      switched(change);
    }
  }

  private void switched(SlotChange change) {
    Map<Integer, SwitchedOff> its =
        switchedOff.computeIfAbsent(change.vm(), unknown -> new HashMap<>());
    int slot = change.asked().id();
    if (change.asked().logs()) {
      SwitchedOff before = its.remove(slot);
      if (before != null) {
        usedAgain(before, change.call());
      }
    } else if (!change.vm().hasRing()) {
      off.exercised();
      change
          .lastLook()
          .filter(last -> change.vm().wasLiveSince(last.returned()))
          .ifPresent(last ->
              its.put(
                  slot,
                  new SwitchedOff(
                      last, change.call(), situation.brackets().in(Activity.MIGRATION))));
    }
  }

  private void usedAgain(SwitchedOff before, TraceEvent again) {
    String why =
        "what was written between the last reading and the end of the log is not in the"
            + " new one";
    if (before.migrating && situation.brackets().in(Activity.MIGRATION)) {
      off.violated(why, before.last, before.call, again);
    } else {
      off.warn(why, before.last, before.call, again);
    }
  }

  @Override
  public void gone(Vm vm) {
    switchedOff.remove(vm);
  }
}
