package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The bits are stored before they are looked at. */
public final class RefusedArgumentIsTaken extends CallMutant {
  public RefusedArgumentIsTaken() {
    super(
        Breach.of(
                "FETCH-07",
                "refused-argument-is-taken",
                "KVM_ENABLE_CAP of KVM_CAP_EXIT_ON_EMULATION_FAILURE fails for a bit that has no"
                    + " meaning, and enables it.")
            .seenAs("exception.injected is 1", "exception.injected is 0"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      if (call.is(SystemApi.KVM_ENABLE_CAP) && result.failed()) {
        StructValue cap = call.argument(SystemApi.ENABLE_CAP);
        call.argument(cap.with("args[0]", 1));
        call.proceed();
        call.argument(cap);
      }
      return result;
    };
  }
}
