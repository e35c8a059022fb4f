package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** Stores the argument and tests nothing. */
public final class BitmapIsAlwaysThere extends CallMutant {
  public BitmapIsAlwaysThere() {
    super(
        Breach.of(
                "RING-07",
                "bitmap-is-always-there",
                "KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP succeeds whenever it comes.")
            .in("mainline+ring-with-bitmap")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, result -> Result.ZERO);
  }
}
