package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The capability is missing from the list. */
public final class NoCapabilityForMpStates extends CallMutant {
  public NoCapabilityForMpStates() {
    super(
        Breach.of(
                "MP-01",
                "no-capability-for-mp-states",
                "KVM_CHECK_EXTENSION says 0 of KVM_CAP_MP_STATE.")
            .seenAs("1\\b", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    // The gate of the scenario asks first, and has to be let through.
    AtomicBoolean asked = new AtomicBoolean();
    return call ->
        call.is(SystemApi.KVM_CHECK_EXTENSION)
                && call.argument() == Capability.KVM_CAP_MP_STATE.number()
                && asked.getAndSet(true)
            ? Result.ZERO
            : call.proceed();
  }
}
