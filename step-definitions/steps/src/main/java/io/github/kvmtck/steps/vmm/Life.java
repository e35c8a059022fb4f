package io.github.kvmtck.steps.vmm;

import io.github.kvmtck.api.events.CallLog;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.Launched;
import io.github.kvmtck.monitors.Judge;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of the VMM, from its start to its end, and what its calls say. */
final class Life {
  private final Errand errand;
  private final Judge judge;
  private final CallLog calls;
  private final Stops stops;
  private final Trace trace;
  private final Launched launched;
  private @Nullable Judgement judgement;

  private Life(
      Errand errand, Judge judge, CallLog calls, Stops stops, Trace trace, Launched launched) {
    this.errand = errand;
    this.judge = judge;
    this.calls = calls;
    this.stops = stops;
    this.trace = trace;
    this.launched = launched;
  }

  /** All are told, one after the other. */
  private record Each(List<TraceListener> listeners) implements TraceListener {
    @Override
    public void entered(TraceEvent event) {
      listeners.forEach(listener -> listener.entered(event));
    }

    @Override
    public void returned(TraceEvent event) {
      listeners.forEach(listener -> listener.returned(event));
    }

    @Override
    public void noted(Note note) {
      listeners.forEach(listener -> listener.noted(note));
    }
  }

  /**
   * Starts the VMM and takes control of it.
   *
   * @throws NotRun where it cannot be started so
   */
  static Life begin(Subject subject, Errand errand, Catalogue catalogue, int keep)
      throws DriverException, InterruptedException {
    Judge judge = new Judge(catalogue, Monitors::all);
    CallLog calls = new CallLog(keep);
    Stops stops = new Stops();
    Trace trace = new Trace(new Each(List.of(judge, calls, stops)));
    boolean restored = errand.snapshot().isPresent();
    if (restored) {
      trace.note(at -> new Note.Bracket(at, Activity.RESTORE, Edge.BEGIN));
    }
    try {
      Launched launched = subject.launch().start(errand, subject.kernel(), trace);
      if (restored) {
        trace.note(at -> new Note.Bracket(at, Activity.RESTORE, Edge.END));
      }
      return new Life(errand, judge, calls, stops, trace, launched);
    } catch (UnsupportedOperationException e) {
      throw new NotRun(String.valueOf(e.getMessage()));
    }
  }

  /** What a driver does with the VMM. */
  interface Command {
    void run(Control control) throws DriverException, InterruptedException;
  }

  /**
   * Has the VMM do something, between brackets in its trace.
   *
   * @throws NotRun where it cannot be told to
   */
  void tell(Activity activity, Command command) throws DriverException, InterruptedException {
    note(activity, Edge.BEGIN);
    boolean done = false;
    try {
      order(command);
      done = true;
    } finally {
      note(activity, done ? Edge.END : Edge.FAILED);
    }
  }

  /**
   * Has the VMM do something that no rule about brackets asks for.
   *
   * @throws NotRun where it cannot be told to
   */
  void order(Command command) throws DriverException, InterruptedException {
    try {
      command.run(launched.control());
    } catch (UnsupportedOperationException e) {
      throw new NotRun(String.valueOf(e.getMessage()));
    }
  }

  private void note(Activity activity, Edge edge) {
    trace.note(at -> new Note.Bracket(at, activity, edge));
  }

  /**
   * What it says of its guest.
   *
   * @throws NotRun where it cannot be asked
   */
  Control.State state() throws DriverException {
    try {
      return launched.control().state();
    } catch (UnsupportedOperationException e) {
      throw new NotRun(String.valueOf(e.getMessage()));
    }
  }

  /** Where its vCPUs were when they were stopped. */
  Stops stops() {
    return stops;
  }

  Errand errand() {
    return errand;
  }

  /** Whether KVM runs a vCPU now. */
  boolean isInKvmRun() {
    return calls.events().stream()
        .anyMatch(call -> call.is(VcpuRun.KVM_RUN) && call.end().isEmpty());
  }

  String lastCalls() {
    return calls.toString();
  }

  /** How many of its calls nobody saw, because a signal ended them on their way. */
  long lost() {
    return launched.lost();
  }

  /** What the guest has written to port 0xe9 so far. */
  String said() {
    return text(errand.debugPort());
  }

  /** What the VMM itself has printed. */
  String printed() {
    return text(errand.output());
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  /** Ends the VMM, if it lives, and judges what it did. */
  Judgement end() throws InterruptedException {
    Judgement known = judgement;
    if (known == null) {
      launched.end();
      known = judge.conclude();
      judgement = known;
    }
    return known;
  }
}
