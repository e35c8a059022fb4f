package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** Clears what it can of a range. */
public final class BadRangeIsIgnored extends CallMutant {
  public BadRangeIsIgnored() {
    super(
        Breach.of(
                "CLEAR-02",
                "bad-range-is-ignored",
                "KVM_CLEAR_DIRTY_LOG succeeds where the slot or the range is bad.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_CLEAR_DIRTY_LOG, Errno.EINVAL, Result.ZERO);
  }
}
