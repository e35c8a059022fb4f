package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A deletion that looks at memory_size first. */
public final class DeletionTestsNothing extends RegionMutant {
  public DeletionTestsNothing() {
    super(
        Breach.of("SLOT-02", "deletion-tests-nothing", "A deletion does not test the other fields.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.deletes()
            ? call.proceed(new MemoryRegion(call.region().slot(), 0, 0, 0, 0))
            : call.proceed();
  }
}
