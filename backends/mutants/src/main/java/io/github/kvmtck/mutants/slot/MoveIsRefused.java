package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A slot stays where it is. */
public final class MoveIsRefused extends RegionMutant {
  public MoveIsRefused() {
    super(
        Breach.of("SLOT-13", "move-is-refused", "Moving a slot is EINVAL.")
            .seenAs("0", "-1 EINVAL")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for an MMIO read")
            .seenAs("KVM_RUN returns 0 for an MMIO read", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> call.moves() ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
