package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.StateBatch;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * KVM_GET_MSRS and KVM_SET_MSRS stop at the first MSR that they can't handle and return how many
 * they did. Who compares the numbers asks again for those behind it, or gives up.
 *
 * <p>What shows that nobody compared: after KVM_SET_MSRS the vCPU is run; after KVM_GET_MSRS the
 * same task goes on to read the rest of a state, or a snapshot ends.
 */
public final class PartialMsrs implements Observer {
  private static final String OLD_BYTES =
      "what the VMM takes for their values are its own old bytes";

  private final Situation situation;
  private final Duty duty;
  private final PerVcpu<Parts> parts = new PerVcpu<>(Parts::new);

  /** Calls that did a part, and after which nobody has asked for the rest yet. */
  private static final class Parts {
    private Optional<TraceEvent> got = Optional.empty();
    private Optional<TraceEvent> set = Optional.empty();
  }

  public PartialMsrs(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("SAVE-16");
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    boolean gets = call.is(Msrs.KVM_GET_MSRS);
    if (gets || call.is(Msrs.KVM_SET_MSRS)) {
      Vcpu vcpu = situation.vcpu(call);
      Parts part = parts.of(vcpu);
      Optional<TraceEvent> left = left(gets ? part.got : part.set, call);
      if (gets) {
        part.got = vcpu.wasEntered() ? left : Optional.empty();
      } else {
        part.set = left;
      }
    }
    if (goesOn(call)) {
      for (Parts part : parts.all()) {
        part.got
            .filter(got -> got.entered() != call.entered() && got.by().equals(call.by()))
            .ifPresent(got -> unread(part, got, call));
      }
    }
  }

  /** What is left of a call that did a part, after another one. */
  private Optional<TraceEvent> left(Optional<TraceEvent> before, TraceEvent call) {
    if (done(call) < asked(call)) {
      duty.exercised();
      return Optional.of(call);
    }
    return before.filter(part -> !retries(part, call));
  }

  private static boolean retries(TraceEvent part, TraceEvent call) {
    int next = Math.min(done(part) + 1, asked(part) - 1);
    long missing = index(part, next);
    return IntStream.range(0, asked(call)).anyMatch(i -> index(call, i) == missing);
  }

  private static int asked(TraceEvent call) {
    return call.argument().map(msrs -> (int) msrs.get("nmsrs")).orElse(0);
  }

  private static int done(TraceEvent call) {
    return call.result().map(result -> (int) result.value()).orElse(0);
  }

  private static long index(TraceEvent call, int at) {
    StructValue msrs = call.argument().orElseThrow();
    return msrs.size() < Msrs.MSRS.sizeWith(at + 1) ? -1 : msrs.get("entries[" + at + "].index");
  }

  private static boolean goesOn(TraceEvent call) {
    return StateBatch.reads(call);
  }

  private void unread(Parts part, TraceEvent got, TraceEvent next) {
    part.got = Optional.empty();
    report(got, "read", OLD_BYTES, got, next);
  }

  private void report(TraceEvent part, String verb, String what, TraceEvent... calls) {
    int behind = asked(part) - done(part) - 1;
    String why =
        ("%d of %d MSRs were %s; the next, 0x%x, is not handled, and nobody asked for the %d behind"
                + " it: %s")
            .formatted(done(part), asked(part), verb, index(part, done(part)), behind, what);
    if (behind > 0) {
      duty.violated(why, calls);
    } else {
      duty.warn(why, calls);
    }
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Parts part = parts.of(vcpu);
    if (part.set.isPresent() && !Exit.isImmediate(run)) {
      report(
          part.set.get(), "set", "the guest runs with others than were meant", part.set.get(), run);
      part.set = Optional.empty();
    }
    part.got = Optional.empty();
  }

  @Override
  public void noted(Note note) {
    if (note instanceof Note.Bracket(var _, var activity, var edge)
        && activity == Note.Activity.SNAPSHOT
        && edge == Note.Edge.END) {
      for (Parts part : parts.all()) {
        part.got.ifPresent(got -> report(got, "read", OLD_BYTES, got));
        part.got = Optional.empty();
      }
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    parts.forget(vcpu);
  }
}
