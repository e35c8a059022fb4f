package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The default case of another descriptor. */
public final class UnknownConversionIsEinval extends CallMutant {
  public UnknownConversionIsEinval() {
    super(
        Breach.of(
                "ALT-02",
                "unknown-conversion-is-einval",
                "A kernel without conversion answers EINVAL.")
            .seenAs("-1 ENOTTY", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(ProposedMemslots.KVM_CONVERT_MEMORY_REGION)
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
