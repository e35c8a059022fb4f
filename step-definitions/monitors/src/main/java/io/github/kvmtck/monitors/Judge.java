package io.github.kvmtck.monitors;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.monitors.verdict.Judgement.Transport;
import io.github.kvmtck.reports.catalogue.Catalogue;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Judges a trace while it is told, by monitors that all see the same {@link Situation}. What it
 * keeps does not grow with the length of the trace.
 *
 * <p>Wherever the trace comes from it is one: tell this of every event, in the order of their
 * places, and {@link #conclude} at the end.
 */
public final class Judge implements TraceListener {
  private final Situation situation = new Situation();
  private final Docket docket;
  private final Everybody monitors;
  private long runs;
  private long interrupted;

  /**
   * @param catalogue has the sentences of the rules
   * @param monitors makes those that are to judge: {@link Monitors#all}
   */
  public Judge(Catalogue catalogue, BiFunction<Docket, Situation, List<Observer>> monitors) {
    this.docket = new Docket(catalogue);
    this.monitors = new Everybody(monitors.apply(docket, situation));
  }

  @Override
  public void entered(TraceEvent event) {
    situation.entered(event, monitors);
  }

  @Override
  public void returned(TraceEvent event) {
    if (event.is(VcpuRun.KVM_RUN)) {
      runs++;
      interrupted += new Exit(event).byTransport() ? 1 : 0;
    }
    situation.returned(event, monitors);
    docket.returned(event);
  }

  @Override
  public void noted(Note note) {
    situation.noted(note, monitors);
  }

  /** The trace is over. To be called once. */
  public Judgement conclude() {
    monitors.ended();
    return docket.judgement(new Transport(runs, interrupted));
  }
}
