package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** kvm->created_vcpus answered as other calls answer that come too late. */
public final class LateDisablingIsBusy extends CallMutant {
  public LateDisablingIsBusy() {
    super(
        Breach.of(
                "RUN-07",
                "late-disabling-is-busy",
                "KVM_CAP_X86_DISABLE_EXITS fails with EBUSY where it should with EINVAL.")
            .seenAs("(?:0 or )?-1 EINVAL", "-1 EBUSY"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(
        Capability.KVM_CAP_X86_DISABLE_EXITS,
        result -> result.failed() ? Result.error(Errno.EBUSY) : result);
  }
}
