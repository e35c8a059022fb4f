package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** KVM_MEM_GUEST_MEMFD may change as logging does. */
public final class SlotIsBoundLater extends RegionMutant {
  public SlotIsBoundLater() {
    super(
        Breach.of("SLOT-07", "slot-is-bound-later", "A slot that is there may get a guest_memfd.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.old().filter(old -> old.flags() == 0).isPresent()
                && call.region().flags() == Memslots.KVM_MEM_GUEST_MEMFD
            ? Result.ZERO
            : result);
  }
}
