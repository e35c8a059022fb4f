package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Takes the flag for one of the older ioctl. */
public final class NewIoctlLogsNothing extends RegionMutant {
  public NewIoctlLogsNothing() {
    super(
        Breach.of(
                "SLOT-15",
                "new-ioctl-logs-nothing",
                "KVM_SET_USER_MEMORY_REGION2 with KVM_MEM_LOG_DIRTY_PAGES succeeds and logs"
                    + " nothing.")
            .seenAs("the memory map is unchanged", "clearing no page of slot 1 "));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.call().is(Memslots.KVM_SET_USER_MEMORY_REGION2)
                && call.region().flags() == Memslots.KVM_MEM_LOG_DIRTY_PAGES
            ? call.proceed(call.region().withFlags(0))
            : call.proceed();
  }
}
