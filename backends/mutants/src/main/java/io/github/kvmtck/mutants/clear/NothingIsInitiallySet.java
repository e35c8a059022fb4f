package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** An option that is stored and not looked at. */
public final class NothingIsInitiallySet extends CallMutant {
  public NothingIsInitiallySet() {
    super(
        Breach.of(
                "CLEAR-03",
                "nothing-is-initially-set",
                "A new bitmap is empty, with KVM_DIRTY_LOG_INITIALLY_SET too.")
            .seenAs(
                "the dirty log of slot \\d+ names pages 0 to 99",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      if (Enabling.of(call, Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2)) {
        StructValue asked = call.argument(SystemApi.ENABLE_CAP);
        call.argument(asked.with("args[0]", asked.get("args[0]") == 3 ? 1 : asked.get("args[0]")));
      }
      return call.proceed();
    };
  }
}
