package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;
import java.lang.foreign.MemorySegment;

/** Both ioctls copy struct kvm_userspace_memory_region2. */
public final class OlderIoctlReadsTheNewStructure extends RegionMutant {
  public OlderIoctlReadsTheNewStructure() {
    super(
        Breach.of(
                "SLOT-15",
                "older-ioctl-reads-the-new-structure",
                "KVM_SET_USER_MEMORY_REGION reads 160 bytes.")
            .seenAs("0", "-1 EFAULT"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      byte[] whole = new byte[(int) Memslots.USERSPACE_MEMORY_REGION2.size()];
      Errno read =
          call.call().client().memory().get(call.call().argument(), MemorySegment.ofArray(whole));
      return read == Errno.EFAULT ? Result.error(read) : call.proceed();
    };
  }
}
