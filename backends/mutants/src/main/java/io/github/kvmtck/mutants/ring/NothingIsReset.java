package io.github.kvmtck.mutants.ring;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_RESET_DIRTY_RINGS;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** No rings, no entries, no error. */
public final class NothingIsReset extends CallMutant {
  public NothingIsReset() {
    super(
        Breach.of(
                "RING-01",
                "nothing-is-reset",
                "KVM_RESET_DIRTY_RINGS returns 0 where there are no rings.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_RESET_DIRTY_RINGS, Errno.EINVAL, Result.ZERO);
  }
}
