package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guest_memfd that remembers one slot. */
public final class OneSlotForAMemfd extends RegionMutant {
  public OneSlotForAMemfd() {
    super(
        Breach.of(
                "SLOT-07",
                "one-slot-for-a-memfd",
                "A guest_memfd backs one slot only, also after that was deleted.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    AtomicBoolean bound = new AtomicBoolean();
    return call ->
        call.region().flags() == Memslots.KVM_MEM_GUEST_MEMFD && bound.getAndSet(true)
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
