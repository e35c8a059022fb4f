package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** copy_from_user whose result nobody looks at. */
public final class BadClearBitmapIsIgnored extends CallMutant {
  public BadClearBitmapIsIgnored() {
    super(
        Breach.of(
                "CLEAR-02",
                "bad-clear-bitmap-is-ignored",
                "KVM_CLEAR_DIRTY_LOG succeeds where it could not read its argument or the bitmap.")
            .seenAs("-1 EFAULT", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_CLEAR_DIRTY_LOG, Errno.EFAULT, Result.ZERO);
  }
}
