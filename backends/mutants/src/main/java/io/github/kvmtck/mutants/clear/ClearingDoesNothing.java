package io.github.kvmtck.mutants.clear;

import static io.github.kvmtck.api.uapi.DirtyLog.KVM_CLEAR_DIRTY_LOG;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The bits are cleared in a copy. */
public final class ClearingDoesNothing extends CallMutant {
  public ClearingDoesNothing() {
    super(
        Breach.of(
                "CLEAR-04",
                "clearing-does-nothing",
                "KVM_CLEAR_DIRTY_LOG succeeds and clears nothing.")
            .seenAs(
                "the dirty log of slot \\d+ names page", "the dirty log of slot \\d+ names page")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page 1"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(KVM_CLEAR_DIRTY_LOG) ? Result.ZERO : call.proceed();
  }
}
