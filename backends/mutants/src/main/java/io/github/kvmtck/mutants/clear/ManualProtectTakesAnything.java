package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** kvm_vm_ioctl_enable_cap_generic without its test. */
public final class ManualProtectTakesAnything extends CallMutant {
  public ManualProtectTakesAnything() {
    super(
        Breach.of(
                "CLEAR-01",
                "manual-protect-takes-anything",
                "KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 succeeds whatever its argument is.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, result -> Result.ZERO);
  }
}
