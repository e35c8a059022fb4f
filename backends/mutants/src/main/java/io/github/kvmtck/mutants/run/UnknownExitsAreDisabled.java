package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** kvm_vm_ioctl_enable_cap without its tests. */
public final class UnknownExitsAreDisabled extends CallMutant {
  public UnknownExitsAreDisabled() {
    super(
        Breach.of(
                "RUN-07",
                "unknown-exits-are-disabled",
                "KVM_CAP_X86_DISABLE_EXITS takes bits that it does not offer.")
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_X86_DISABLE_EXITS, result -> Result.ZERO);
  }
}
