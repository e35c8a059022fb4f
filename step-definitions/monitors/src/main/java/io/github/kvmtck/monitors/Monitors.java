package io.github.kvmtck.monitors;

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
    return List.of(new UnfinishedSave(docket, situation));
  }
}
