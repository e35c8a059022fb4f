package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Slot;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.SlotChange.Kind;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory slots are changed as KVM lets them be changed: nothing that is refused is asked for, and
 * what goes, goes before what comes.
 */
public final class SlotOrder implements Observer {
  /** Changes that are further apart are no single one. */
  private static final long TOGETHER = 50_000_000;

  private final Duty refused;
  private final Duty readOnly;
  private final Duty overlapping;
  private final Duty deletionsFirst;
  private final Map<Vm, SlotChange> refusals = new HashMap<>();
  private final Map<Vm, TraceEvent> creations = new HashMap<>();

  /** The place of the last list whose entries hide what they do (LIST-05). */
  private long hides;

  public SlotOrder(Docket docket) {
    this.refused = docket.duty("TRACE-07");
    this.readOnly = docket.duty("RO-05");
    this.overlapping = docket.duty("TRACE-08");
    this.deletionsFirst = docket.duty("QACC-05");
  }

  @Override
  public void changes(SlotChange change) {
    if (change.isList() && change.invalidates() != (change.invalidate() != 0)) {
      hides = change.call().entered();
    }
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    Vm vm = change.vm();
    SlotChange before = refusals.remove(vm);
    if (before != null && !(done && isRetry(before, change))) {
      refuse(before);
    }
    Errno errno = change.call().result().map(Result::errno).orElse(Errno.NONE);
    if (errno == Errno.EEXIST) {
      overlapping.exercised();
      overlapping.violated(
          "what lies under the new slot must be deleted first; the change was refused, and the"
              + " guest has the old map",
          change.call());
    } else if (!change.filled().isEmpty()) {
      overlapping.exercised();
      if (change.filled().stream().anyMatch(hole -> changesAccess(hole.slot(), change.asked()))) {
        readOnly.exercised();
      }
    }
    if (vm.isStarted()) {
      refused.exercised();
      order(change, done);
      if (errno == Errno.EINVAL && change.call().entered() != hides) {
        refusals.put(vm, change);
      }
    }
  }

  /** Flags that a kernel does not know are tried and left away. */
  private static boolean isRetry(SlotChange before, SlotChange now) {
    Slot first = before.asked();
    Slot second = now.asked();
    return first.id() == second.id()
        && first.gpa() == second.gpa()
        && first.size() == second.size()
        && first.flags() != second.flags();
  }

  private static boolean changesAccess(Slot before, Slot now) {
    return before.sharesBacking(now) && before.isReadOnly() != now.isReadOnly();
  }

  private void refuse(SlotChange change) {
    boolean inPlace = change.asked().size() == change.was().map(Slot::size).orElse(0L);
    if (inPlace && change.was().filter(was -> changesAccess(was, change.asked())).isPresent()) {
      readOnly.exercised();
      readOnly.violated("the guest can write, or can't, as before", change.call());
      return;
    }
    String what =
        change.kind() == Kind.REFUSED
            ? "a slot keeps its size, its memory and whether it is read-only for life"
            : change.kind() == Kind.DELETE && change.was().isEmpty()
                ? "there is no such slot to delete"
                : "no kernel takes these arguments";
    refused.violated(what + "; the guest has the old map", change.call());
  }

  private void order(SlotChange change, boolean done) {
    if (done && change.fills()) {
      if (!change.filled().isEmpty()) {
        deletionsFirst.exercised();
      }
      creations.put(change.vm(), change.call());
    } else if (done && change.kind() == Kind.DELETE) {
      TraceEvent creation = creations.remove(change.vm());
      if (creation != null && follows(creation, change.call())) {
        deletionsFirst.exercised();
        deletionsFirst.warn(
            "a slot goes after another one came in what looks like one change",
            creation,
            change.call());
      }
    }
  }

  private static boolean follows(TraceEvent first, TraceEvent second) {
    return first.by().equals(second.by())
        && first.entered() != second.entered()
        && second.start().nanos() - first.end().orElseThrow().at().nanos() < TOGETHER;
  }

  @Override
  public void calls(TraceEvent call) {
    if (call.kind() == FdKind.VM
        && !call.is(DirtyLog.KVM_GET_DIRTY_LOG)
        && !call.is(DirtyLog.KVM_CLEAR_DIRTY_LOG)
        && !call.is(DirtyLog.KVM_RESET_DIRTY_RINGS)) {
      creations.keySet().removeIf(vm -> vm.label().equals(call.on().vm()));
    }
  }

  @Override
  public void gone(Vm vm) {
    creations.remove(vm);
    SlotChange refusal = refusals.remove(vm);
    if (refusal != null) {
      refuse(refusal);
    }
  }

  @Override
  public void ended() {
    refusals.values().forEach(this::refuse);
  }
}
