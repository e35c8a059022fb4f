package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Nothing is replaced at all. */
public final class UnnamedSlotsStay extends CallMutant {
  public UnnamedSlotsStay() {
    super(
        Breach.of(
                "ALT-01",
                "unnamed-slots-stay",
                "Slots that a replacement does not name stay, and none moves.")
            .in("mainline+set-all-memslots")
            .seenAs("0\\b", "-1 EEXIST")
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b")
            .seenAs("the changes get to", "they do not")
            .seenAs("the guest counts in the new", "the guest does not")
            .seenAs("the dirty log of slot 2", "the dirty log of slot 2")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS) ? Result.ZERO : call.proceed();
  }
}
