package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A crashed guest is stopped for good: the decision table behind FETCH-23.
 *
 * <p>A crash is KVM_EXIT_INTERNAL_ERROR, or a code fetch from no memory slot where a kernel tells
 * it. It stands until the vCPU's state is set, a memory slot changes, or the vCPU exits for
 * something else.
 */
public final class CrashLoop implements Observer {
  /** So many of the same, and nothing done about it (TRACE-09). */
  private static final int LOOP = 3;

  /** Re-entry may meet a change of the memory map once (FETCH-23). */
  private static final int FETCHES = 2;

  private static final Field GPA = Run.RUN.field("memory_fault.gpa");
  private static final List<Field> INTERNAL =
      IntStream.rangeClosed(-2, 15)
          .mapToObj(i ->
              Run.RUN.field(
                  switch (i) {
                    case -2 -> "internal.suberror";
                    case -1 -> "internal.ndata";
                    default -> "internal.data[" + i + "]";
                  }))
          .toList();

  private final Situation situation;
  private final Duty loop;
  private final Duty fetch;
  private final Duty revived;
  private final PerVcpu<Crash> crashes = new PerVcpu<>(Crash::new);

  /** The last exits of a vCPU, as far as they are one crash. */
  private static final class Crash {
    private final List<TraceEvent> exits = new ArrayList<>(LOOP);
    private long[] what = {};
    private boolean isFetch;
    private @Nullable Note resumed;

    void over() {
      exits.clear();
      resumed = null;
    }
  }

  public CrashLoop(Docket docket, Situation situation) {
    this.situation = situation;
    this.loop = docket.duty("TRACE-09");
    this.fetch = docket.duty("FETCH-23");
    this.revived = docket.duty("FETCH-25");
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    if (!exit.succeeded()) {
      return;
    }
    Crash crash = crashes.of(vcpu);
    if (exit.is(ExitReason.KVM_EXIT_INTERNAL_ERROR)) {
      crashed(crash, exit, false, INTERNAL.stream().mapToLong(exit::get).toArray());
    } else if (exit.reason() == Proposed.KVM_EXIT_CODE_FETCH) {
      crashed(crash, exit, true, exit.get(GPA));
    } else if (exit.is(ExitReason.KVM_EXIT_MMIO) && exit.mmioLength() == Proposed.MMIO_LEN_FETCH) {
      crashed(crash, exit, true, exit.mmioAddress());
    } else {
      crash.over();
    }
  }

  private void crashed(Crash crash, Exit exit, boolean isFetch, long... what) {
    if (!Arrays.equals(crash.what, what)) {
      crash.over();
      crash.what = what;
      crash.isFetch = isFetch;
    }
    if (crash.exits.isEmpty()) {
      (isFetch ? fetch : loop).exercised();
    }
    if (crash.exits.size() == LOOP) {
      return;
    }
    crash.exits.add(exit.run());
    if (!isFetch && crash.exits.size() == LOOP) {
      loop.violated(
          "the guest has crashed, and nothing was done that could let it go on: it neither runs"
              + " nor is reported",
          crash.exits.toArray(TraceEvent[]::new));
    }
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Crash crash = crashes.of(vcpu);
    if (Exit.isImmediate(run)) {
      return;
    }
    if (crash.resumed != null) {
      crash.resumed = null;
      revived.violated(
          "the guest had crashed, and a command to resume made it run on as if nothing were",
          crash.exits.getLast(),
          run);
    } else if (crash.isFetch && crash.exits.size() == FETCHES && !vcpu.vm().hasHole()) {
      List<TraceEvent> calls = new ArrayList<>(crash.exits);
      calls.add(run);
      fetch.violated(
          "there is no code, and the VMM is not changing the memory there: the guest has crashed,"
              + " and fetches for ever",
          calls.toArray(TraceEvent[]::new));
    }
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    if (done) {
      change.vm().vcpus().forEach(vcpu -> crashes.of(vcpu).over());
    }
  }

  @Override
  public void called(TraceEvent call) {
    if (call.kind() == FdKind.VCPU
        && call.request().filter(request -> request.name().startsWith("KVM_SET_")).isPresent()
        && !call.result().map(Result::failed).orElse(true)) {
      crashes.of(situation.vcpu(call)).over();
    }
  }

  @Override
  public void noted(Note note) {
    if (note instanceof Note.Bracket bracket
        && bracket.activity() == Note.Activity.RESUME
        && bracket.edge() == Note.Edge.BEGIN) {
      for (Crash crash : crashes.all()) {
        if (!crash.exits.isEmpty()) {
          crash.resumed = note;
          revived.exercised();
        }
      }
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    crashes.forget(vcpu);
  }
}
