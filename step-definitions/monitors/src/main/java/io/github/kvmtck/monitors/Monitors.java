package io.github.kvmtck.monitors;

import io.github.kvmtck.monitors.duty.BusyLoop;
import io.github.kvmtck.monitors.duty.CrashLoop;
import io.github.kvmtck.monitors.duty.LastLog;
import io.github.kvmtck.monitors.duty.MeanwhileCalls;
import io.github.kvmtck.monitors.duty.RegisterWrites;
import io.github.kvmtck.monitors.duty.SlotOrder;
import io.github.kvmtck.monitors.duty.SlotRace;
import io.github.kvmtck.monitors.duty.StaleExit;
import io.github.kvmtck.monitors.duty.UnfinishedSave;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.verdict.Docket;
import java.util.List;

/** The monitors that there are. */
public final class Monitors {
  private Monitors() {}

  /** One of each, for {@link Judge}. */
  public static List<Observer> all(Docket docket, Situation situation) {
    return List.of(
        new BusyLoop(docket, situation),
        new CrashLoop(docket, situation),
        new LastLog(docket, situation),
        new MeanwhileCalls(docket),
        new RegisterWrites(docket, situation),
        new SlotOrder(docket),
        new SlotRace(docket),
        new StaleExit(docket, situation),
        new UnfinishedSave(docket, situation));
  }
}
