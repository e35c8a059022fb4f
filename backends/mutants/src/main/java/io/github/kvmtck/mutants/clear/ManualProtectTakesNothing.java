package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** The mask of what may be set, inverted. */
public final class ManualProtectTakesNothing extends CallMutant {
  public ManualProtectTakesNothing() {
    super(
        Breach.of(
                "CLEAR-01",
                "manual-protect-takes-nothing",
                "KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 fails whatever its argument is.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(
        Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, result -> Result.error(Errno.EINVAL));
  }
}
