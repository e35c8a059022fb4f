package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A copy that is made when the file is opened first. */
public final class CountersStandStill extends CallMutant {
  public CountersStandStill() {
    super(
        Breach.of(
                "RUN-05",
                "counters-stand-still",
                "The counters of a statistics file are those of its first reading.")
            .seenAs("a counter of exits has grown", "none has"));
  }

  @Override
  protected CallBreach breaking() {
    Map<String, byte[]> first = new ConcurrentHashMap<>();
    return new StatisticsFile(
        (name, reading) -> reading.bytes(first.computeIfAbsent(name, unread -> reading.bytes())));
  }
}
