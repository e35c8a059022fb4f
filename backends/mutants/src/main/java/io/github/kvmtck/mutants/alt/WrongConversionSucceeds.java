package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The errors are forgotten. */
public final class WrongConversionSucceeds extends CallMutant {
  public WrongConversionSucceeds() {
    super(
        Breach.of(
                "ALT-02",
                "wrong-conversion-succeeds",
                "A conversion that cannot be made returns 0.")
            .in("mainline+memslot-conversions")
            .seenAs("-1 E(?:INVAL|EXIST|NOENT)", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(ProposedMemslots.KVM_CONVERT_MEMORY_REGION) && result.failed()
          ? Result.ZERO
          : result;
    };
  }
}
