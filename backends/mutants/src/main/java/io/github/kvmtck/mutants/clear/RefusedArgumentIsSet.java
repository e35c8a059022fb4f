package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** Stores the argument and then tests it. */
public final class RefusedArgumentIsSet extends CallMutant {
  public RefusedArgumentIsSet() {
    super(
        Breach.of(
                "CLEAR-01",
                "refused-argument-is-set",
                "A call that fails for its argument turns manual protection on all the same.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page 1"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      boolean affected = Enabling.of(call, Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2);
      Result result = call.proceed();
      if (affected && result.failed()) {
        new Vm(call.client(), call.fd(), 0)
            .enableCap(Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, 1)
            .orThrow();
      }
      return result;
    };
  }
}
