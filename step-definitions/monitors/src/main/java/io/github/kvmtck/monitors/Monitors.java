package io.github.kvmtck.monitors;

import io.github.kvmtck.monitors.duty.BusyLoop;
import io.github.kvmtck.monitors.duty.CoalescedRing;
import io.github.kvmtck.monitors.duty.CrashLoop;
import io.github.kvmtck.monitors.duty.HalfRestore;
import io.github.kvmtck.monitors.duty.HostMemory;
import io.github.kvmtck.monitors.duty.Kicking;
import io.github.kvmtck.monitors.duty.LastLog;
import io.github.kvmtck.monitors.duty.LostKick;
import io.github.kvmtck.monitors.duty.MeanwhileCalls;
import io.github.kvmtck.monitors.duty.MigrationEnd;
import io.github.kvmtck.monitors.duty.PartialAnswer;
import io.github.kvmtck.monitors.duty.PartialMsrs;
import io.github.kvmtck.monitors.duty.Pauses;
import io.github.kvmtck.monitors.duty.RegisterWrites;
import io.github.kvmtck.monitors.duty.RestoreOrder;
import io.github.kvmtck.monitors.duty.RingHarvest;
import io.github.kvmtck.monitors.duty.SlotOrder;
import io.github.kvmtck.monitors.duty.SlotRace;
import io.github.kvmtck.monitors.duty.SlotShape;
import io.github.kvmtck.monitors.duty.StaleExit;
import io.github.kvmtck.monitors.duty.UnfinishedSave;
import io.github.kvmtck.monitors.duty.WaitingPause;
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
        new CoalescedRing(docket, situation),
        new CrashLoop(docket, situation),
        new HalfRestore(docket, situation),
        new HostMemory(docket, situation),
        new Kicking(docket, situation),
        new LastLog(docket, situation),
        new LostKick(docket, situation),
        new MeanwhileCalls(docket),
        new MigrationEnd(docket, situation),
        new PartialAnswer(docket),
        new PartialMsrs(docket, situation),
        new Pauses(docket, situation),
        new RegisterWrites(docket, situation),
        new RestoreOrder(docket, situation),
        new RingHarvest(docket, situation),
        new SlotOrder(docket),
        new SlotRace(docket),
        new SlotShape(docket),
        new StaleExit(docket, situation),
        new UnfinishedSave(docket, situation),
        new WaitingPause(docket, situation));
  }
}
