package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** The checks stand in the older ioctl. */
public final class NewIoctlTestsNothing extends RegionMutant {
  public NewIoctlTestsNothing() {
    super(
        Breach.of(
                "SLOT-15",
                "new-ioctl-tests-nothing",
                "KVM_SET_USER_MEMORY_REGION2 reports success for what it cannot do.")
            .seenAs("-1 E(?:INVAL|EXIST)", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.call().is(Memslots.KVM_SET_USER_MEMORY_REGION2) && result.errno() != Errno.EFAULT
            ? Result.ZERO
            : result);
  }
}
