package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** One error for every slot that has no log. */
public final class ClearOfNoLogIsEinval extends CallMutant {
  public ClearOfNoLogIsEinval() {
    super(
        Breach.of(
                "CLEAR-02",
                "clear-of-no-log-is-einval",
                "KVM_CLEAR_DIRTY_LOG of a slot without a log fails with EINVAL.")
            .seenAs("-1 ENOENT", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_CLEAR_DIRTY_LOG, Errno.ENOENT, Result.error(Errno.EINVAL));
  }
}
