package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** num_desc and the descriptors come from two tables. */
public final class StatisticsLackADescriptor extends CallMutant {
  public StatisticsLackADescriptor() {
    super(
        Breach.of(
                "RUN-05",
                "statistics-lack-a-descriptor",
                "The header of a statistics file counts more descriptors than there are.")
            .seenAs("no part begins before", "parts: "));
  }

  @Override
  protected CallBreach breaking() {
    return new StatisticsFile((name, reading) ->
        reading.bytes(
            reading.header().with("num_desc", reading.header().get("num_desc") + 1).bytes()));
  }
}
