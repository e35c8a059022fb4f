package io.github.kvmtck.mutants.dirty;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_GET_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** copy_to_user whose result nobody looks at. */
public final class BadBitmapIsIgnored extends CallMutant {
  public BadBitmapIsIgnored() {
    super(
        Breach.of(
                "DIRTY-02",
                "bad-bitmap-is-ignored",
                "KVM_GET_DIRTY_LOG succeeds where it could not write the bitmap.")
            .seenAs("-1 EFAULT", "0"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_GET_DIRTY_LOG, Errno.EFAULT, Result.ZERO);
  }
}
