package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.Enabling;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Messages of KVM_SIGNAL_MSI do not arrive once a capability is on. */
final class MissesEvents implements CallBreach {
  private final Capability capability;
  private volatile boolean enabled;

  MissesEvents(Capability capability) {
    this.capability = capability;
  }

  @Override
  public Result call(SeamCall call) {
    if (Enabling.of(call, capability)) {
      enabled = true;
    }
    return enabled && call.is(Interrupts.KVM_SIGNAL_MSI) ? Result.of(1) : call.proceed();
  }
}
