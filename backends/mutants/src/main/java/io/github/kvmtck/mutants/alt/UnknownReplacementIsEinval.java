package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The default case of another descriptor. */
public final class UnknownReplacementIsEinval extends CallMutant {
  public UnknownReplacementIsEinval() {
    super(
        Breach.of(
                "ALT-01",
                "unknown-replacement-is-einval",
                "A kernel without replacement answers EINVAL.")
            .seenAs("-1 ENOTTY", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS)
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
