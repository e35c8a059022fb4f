package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** A capability that is not there and succeeds. */
public final class AbsentBitmapIsTaken extends CallMutant {
  public AbsentBitmapIsTaken() {
    super(
        Breach.of(
                "RING-07",
                "absent-bitmap-is-taken",
                "KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP succeeds where KVM_CHECK_EXTENSION says 0.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, result -> Result.ZERO);
  }
}
