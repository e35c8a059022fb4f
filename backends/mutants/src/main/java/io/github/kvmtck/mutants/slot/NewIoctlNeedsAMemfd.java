package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** KVM_SET_USER_MEMORY_REGION2 is for guest_memfd alone. */
public final class NewIoctlNeedsAMemfd extends RegionMutant {
  public NewIoctlNeedsAMemfd() {
    super(
        Breach.of(
                "SLOT-15",
                "new-ioctl-needs-a-memfd",
                "KVM_SET_USER_MEMORY_REGION2 without a guest_memfd is EINVAL.")
            .seenAs("0", "-1 EINVAL")
            .seenAs("-1 E", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.call().is(Memslots.KVM_SET_USER_MEMORY_REGION2) && !result.failed()
            ? Result.error(Errno.EINVAL)
            : result);
  }
}
