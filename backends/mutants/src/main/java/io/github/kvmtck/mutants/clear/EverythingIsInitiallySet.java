package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** Manual protection sets every bit. */
public final class EverythingIsInitiallySet extends CallMutant {
  public EverythingIsInitiallySet() {
    super(
        Breach.of(
                "CLEAR-03",
                "everything-is-initially-set",
                "A new bitmap is full without KVM_DIRTY_LOG_INITIALLY_SET.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names pages 0 to 99"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      if (Enabling.of(call, Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2)) {
        StructValue asked = call.argument(SystemApi.ENABLE_CAP);
        call.argument(asked.with("args[0]", asked.get("args[0]") == 1 ? 3 : asked.get("args[0]")));
      }
      return call.proceed();
    };
  }
}
