package io.github.kvmtck.mutants.dirty;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_GET_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Told;

/** A slot without a bitmap is a slot without a log. */
public final class RingsGiveNoEntry extends CallMutant {
  public RingsGiveNoEntry() {
    super(
        Breach.of(
                "DIRTY-02",
                "rings-give-no-entry",
                "KVM_GET_DIRTY_LOG fails with ENOENT where rings are used.")
            .seenAs("-1 ENXIO", "-1 ENOENT"));
  }

  @Override
  protected CallBreach breaking() {
    return new Told(KVM_GET_DIRTY_LOG, Errno.ENXIO, Result.error(Errno.ENOENT));
  }
}
