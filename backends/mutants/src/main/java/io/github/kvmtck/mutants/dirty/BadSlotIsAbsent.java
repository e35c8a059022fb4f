package io.github.kvmtck.mutants.dirty;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_GET_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** Looks a slot up before it tests the id. */
public final class BadSlotIsAbsent extends CallMutant {
  public BadSlotIsAbsent() {
    super(
        Breach.of(
                "DIRTY-02",
                "bad-slot-is-absent",
                "KVM_GET_DIRTY_LOG of an id out of range fails with ENOENT.")
            .seenAs("-1 EINVAL", "-1 ENOENT"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_GET_DIRTY_LOG, Errno.EINVAL, Result.error(Errno.ENOENT));
  }
}
