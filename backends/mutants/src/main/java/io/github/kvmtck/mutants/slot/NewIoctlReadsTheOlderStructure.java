package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Both ioctls copy struct kvm_userspace_memory_region. */
public final class NewIoctlReadsTheOlderStructure extends RegionMutant {
  public NewIoctlReadsTheOlderStructure() {
    super(
        Breach.of(
                "SLOT-15",
                "new-ioctl-reads-the-older-structure",
                "KVM_SET_USER_MEMORY_REGION2 reads 32 bytes.")
            .seenAs("-1 EFAULT", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.call().is(Memslots.KVM_SET_USER_MEMORY_REGION2) && result.errno() == Errno.EFAULT
            ? Result.ZERO
            : result);
  }
}
