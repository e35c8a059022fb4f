package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Slot ids modulo their number. */
public final class IdsGoRound extends RegionMutant {
  public IdsGoRound() {
    super(
        Breach.of("SLOT-04", "ids-go-round", "A slot id beyond the limit is taken for another one.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      int other = asked.slot() % Ids.limit(call) + SPARE;
      return asked.slot() >= Ids.limit(call)
          ? call.proceed(
              new MemoryRegion(
                  other,
                  asked.flags(),
                  asked.guestPhysAddr(),
                  asked.memorySize(),
                  asked.userspaceAddr()))
          : call.proceed();
    };
  }

  private static final int SPARE = 100;
}
