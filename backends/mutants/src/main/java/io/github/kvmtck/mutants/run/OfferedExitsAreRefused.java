package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** Two masks that do not agree. */
public final class OfferedExitsAreRefused extends CallMutant {
  public OfferedExitsAreRefused() {
    super(
        Breach.of(
                "RUN-07",
                "offered-exits-are-refused",
                "KVM_CAP_X86_DISABLE_EXITS is EINVAL for the bits that it offers.")
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_X86_DISABLE_EXITS, result -> Result.error(Errno.EINVAL));
  }
}
