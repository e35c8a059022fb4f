package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Offsets that leave no room for the id. */
public final class StatisticsPartsOverlap extends CallMutant {
  public StatisticsPartsOverlap() {
    super(
        Breach.of(
                "RUN-05",
                "statistics-parts-overlap",
                "The id of a statistics file begins where its descriptors begin.")
            .seenAs("no part begins before", "parts: "));
  }

  @Override
  protected CallBreach breaking() {
    return new StatisticsFile((name, reading) ->
        reading.bytes(
            reading.header().with("id_offset", reading.header().get("desc_offset")).bytes()));
  }
}
