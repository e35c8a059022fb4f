package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** kvm_vm_ioctl_enable_cap_generic without its test. */
public final class HaltPollTakesAnything extends CallMutant {
  public HaltPollTakesAnything() {
    super(
        Breach.of(
                "RUN-07",
                "halt-poll-takes-anything",
                "KVM_CAP_HALT_POLL succeeds whatever its flags and its argument are.")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_HALT_POLL, result -> Result.ZERO);
  }
}
