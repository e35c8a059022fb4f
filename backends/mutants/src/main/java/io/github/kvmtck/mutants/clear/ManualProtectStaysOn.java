package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** Options are added and never taken away. */
public final class ManualProtectStaysOn extends CallMutant {
  public ManualProtectStaysOn() {
    super(
        Breach.of(
                "CLEAR-01",
                "manual-protect-stays-on",
                "KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 with 0 succeeds and changes nothing.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page 1"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        Enabling.of(call, Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2)
                && call.argument(SystemApi.ENABLE_CAP).get("args[0]") == 0
            ? Result.ZERO
            : call.proceed();
  }
}
