package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A slot is deleted and created whatever is asked for. */
public final class IdenticalSlotIsMadeAnew extends RegionMutant {
  public IdenticalSlotIsMadeAnew() {
    super(
        Breach.of(
                "SLOT-12",
                "identical-slot-is-made-anew",
                "A slot that is set again is deleted and created.")
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN → 0")
            .seenAs("the slot was never invalid", "the slot was invalid")
            .seenAs("-1 EINVAL", "0")
            .seenAs(
                "the dirty log of slot 1 names page 1", "the dirty log of slot 1 names no page"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      if (call.old().filter(call.region()::equals).isPresent()) {
        call.proceed(call.region().deleted());
      }
      return call.proceed();
    };
  }
}
