package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** KVM_CAP_DISABLE_QUIRKS that is accepted and does nothing. */
public final class QuirkOfPort7eIsAlwaysOn extends CallMutant {
  public QuirkOfPort7eIsAlwaysOn() {
    super(
        Breach.of(
                "COMP-12",
                "quirk-of-port-7e-is-always-on",
                "A write to port 0x7E exits with RIP past the OUT though the quirk is off.")
            .seenAs("RIP is 0 past the OUT", "RIP is 2 past the OUT"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(SystemApi.KVM_ENABLE_CAP)
                && call.argument(SystemApi.ENABLE_CAP).get("cap")
                    == Capability.KVM_CAP_DISABLE_QUIRKS.number()
            ? Result.ZERO
            : call.proceed();
  }
}
