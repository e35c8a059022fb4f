package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** "Nothing to change" is found out first. */
public final class BoundSlotIsSetAgain extends RegionMutant {
  public BoundSlotIsSetAgain() {
    super(
        Breach.of(
                "SLOT-12", "bound-slot-is-set-again", "A slot with a guest_memfd may be set again.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.old().filter(call.region()::equals).isPresent() ? Result.ZERO : call.proceed();
  }
}
