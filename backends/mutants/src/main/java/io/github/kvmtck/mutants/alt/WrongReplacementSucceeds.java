package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The error of a slot is forgotten. */
public final class WrongReplacementSucceeds extends CallMutant {
  public WrongReplacementSucceeds() {
    super(
        Breach.of(
                "ALT-01",
                "wrong-replacement-succeeds",
                "A replacement with a wrong slot returns 0.")
            .in("mainline+set-all-memslots")
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS) && result.failed()
          ? Result.ZERO
          : result;
    };
  }
}
