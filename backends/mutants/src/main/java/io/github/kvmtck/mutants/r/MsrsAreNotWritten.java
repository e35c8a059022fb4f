package io.github.kvmtck.mutants.r;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A kernel on which stopping vCPUs would be enough. */
public final class MsrsAreNotWritten extends CallMutant {
  public MsrsAreNotWritten() {
    super(
        Breach.of(
                "R3",
                "msrs-are-not-written",
                "KVM writes no guest memory for an MSR that a client sets.")
            .seenAs("the dirty log of slot 1 names page 0", "the dirty log of slot 1 names no page")
            .seenAs("host memory of slot 1 .* 0x01", "host memory of slot 1 .* 0x00"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> call.is(Msrs.KVM_SET_MSRS) ? Result.of(1) : call.proceed();
  }
}
