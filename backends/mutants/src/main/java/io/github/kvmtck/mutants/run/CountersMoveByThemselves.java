package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicInteger;

/** A counter in the wrong function. */
public final class CountersMoveByThemselves extends CallMutant {
  public CountersMoveByThemselves() {
    super(
        Breach.of(
                "RUN-05",
                "counters-move-by-themselves",
                "Reading a statistics file counts as an exit.")
            .seenAs("\\[\\]", "\\[.*exits"));
  }

  @Override
  protected CallBreach breaking() {
    AtomicInteger readings = new AtomicInteger();
    return new StatisticsFile((name, reading) -> reading.add("exits", readings.incrementAndGet()));
  }
}
