package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The ioctl belongs to the capability. */
public final class ClearNeedsManualProtection extends CallMutant {
  public ClearNeedsManualProtection() {
    super(
        Breach.of(
                "CLEAR-02",
                "clear-needs-manual-protection",
                "KVM_CLEAR_DIRTY_LOG fails with EINVAL unless manual protection was enabled.")
            .seenAs("0|-1 E(FAULT|NOENT|NXIO)", "-1 EINVAL")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page 1"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(KVM_CLEAR_DIRTY_LOG) ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
