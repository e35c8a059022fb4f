package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.Enabling;

/** A capability that KVM_CHECK_EXTENSION has and KVM_ENABLE_CAP lacks. */
public final class HaltPollIsRefused extends CallMutant {
  public HaltPollIsRefused() {
    super(
        Breach.of(
                "RUN-07",
                "halt-poll-is-refused",
                "KVM_CAP_HALT_POLL is EINVAL whatever its argument is.")
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return new Enabling(Capability.KVM_CAP_HALT_POLL, result -> Result.error(Errno.EINVAL));
  }
}
