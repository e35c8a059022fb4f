package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Ring;

/** One error for every bad size. */
public final class TooMuchIsEinval extends CallMutant {
  public TooMuchIsEinval() {
    super(
        Breach.of(
                "RING-01",
                "too-much-is-einval",
                "A ring larger than KVM_CHECK_EXTENSION says is EINVAL.")
            .seenAs("-1 E2BIG", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return Ring.enabling(Errno.E2BIG, Result.error(Errno.EINVAL));
  }
}
