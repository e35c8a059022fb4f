package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Completion;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.Map;

/**
 * A vCPU is saved only when no operation of it is pending.
 *
 * <p>A save that shows an operation pending is a violation in a driver's snapshot, and elsewhere
 * where the vCPU never runs again. If it does run again, the calls were those of a handler that
 * looks at much state (QEMU's kvmvapic and vmport): a note.
 */
public final class UnfinishedSave implements Observer {
  private final Situation situation;
  private final Duty never;
  private final Duty unproven;
  private final Duty unprovenBySignal;
  private final Duty chained;
  private final Duty unknown;
  private final Map<Vcpu, Suspicion> suspicions = new HashMap<>();

  /** A save outside of a snapshot, whose meaning what follows will tell. */
  private record Suspicion(Duty duty, String why, TraceEvent exit, TraceEvent save) {

    void confirmed() {
      duty.violated(why, exit, save);
    }
  }

  public UnfinishedSave(Docket docket, Situation situation) {
    this.situation = situation;
    this.never = docket.duty("SAVE-01");
    this.unproven = docket.duty("SAVE-02");
    this.unprovenBySignal = docket.duty("SAVE-03");
    this.chained = docket.duty("SAVE-04");
    this.unknown = docket.duty("SAVE-15");
  }

  @Override
  public void saved(Vcpu vcpu, TraceEvent last) {
    Completion completion = vcpu.completion();
    if (completion.isUnjudged()) {
      return;
    }
    completion.completedBy().ifPresent(by -> finished(completion, new Exit(by)));
    completion.pending().ifPresent(exit -> unfinished(vcpu, completion, exit, last));
  }

  private void finished(Completion completion, Exit by) {
    (completion.isUnknown() ? unknown : never).exercised();
    (by.immediate() ? unproven : unprovenBySignal).exercised();
  }

  private void unfinished(Vcpu vcpu, Completion completion, TraceEvent exit, TraceEvent save) {
    Suspicion suspicion = suspicion(completion, exit, save);
    suspicion.duty.exercised();
    if (situation.brackets().in(Note.Activity.SNAPSHOT)) {
      suspicion.confirmed();
    } else {
      suspicions.put(vcpu, suspicion);
    }
  }

  private Suspicion suspicion(Completion completion, TraceEvent exit, TraceEvent save) {
    if (completion.unproven().isPresent()) {
      Exit failed = new Exit(completion.unproven().get());
      String why =
          "KVM_RUN failed with "
              + failed.errno()
              + (failed.errno() == Errno.EINTR ? " of an UNINITIALIZED vCPU" : "")
              + " before it looked at the pending operation, which is in no state that was saved";
      return new Suspicion(
          failed.immediate() ? unproven : unprovenBySignal, why, failed.run(), save);
    } else if (completion.isChained()) {
      return new Suspicion(
          chained,
          "the completion returned 0 with the next part of the same instruction, which is lost,"
              + " or done twice, where the saved state runs",
          exit,
          save);
    } else if (completion.isUnknown()) {
      return new Suspicion(
          unknown,
          "nobody knows whether an exit of this reason left something pending, which would be in"
              + " no state that was saved",
          exit,
          save);
    }
    return new Suspicion(
        never,
        "the operation of the exit is in no state that was saved: where that runs, what was read"
            + " is read again, and what was written is written twice or not at all",
        exit,
        save);
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Suspicion cleared = suspicions.isEmpty() ? null : suspicions.remove(vcpu);
    if (cleared != null) {
      cleared.duty.note(
          "much state was read with an operation pending; KVM_RUN then went on with it, so that"
              + " it may have been a handler's look at the vCPU",
          cleared.exit,
          cleared.save);
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    if (vcpu.completion().isChained()) {
      chained.exercised();
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    Suspicion left = suspicions.remove(vcpu);
    if (left != null) {
      left.confirmed();
    }
  }

  @Override
  public void ended() {
    suspicions
        .values()
        .forEach(left ->
            left.duty.note(
                "the state was read with an operation pending, and the trace ends there",
                left.exit,
                left.save));
  }
}
