package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Takes a capability that informs for one that is switched on. */
public final class CapabilityCanBeEnabled extends CallMutant {
  public CapabilityCanBeEnabled() {
    super(
        Breach.of(
                "NC-02", "capability-can-be-enabled", "KVM_ENABLE_CAP of capability 239 succeeds.")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(SystemApi.KVM_ENABLE_CAP)
                && call.argument(SystemApi.ENABLE_CAP).get("cap")
                    == Proposed.KVM_CAP_NEEDS_COMPLETION
            ? Result.ZERO
            : call.proceed();
  }
}
