package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Each slot has pages of its own. */
public final class AliasGetsACopy extends RegionMutant {
  public AliasGetsACopy() {
    super(
        Breach.of(
                "SLOT-10",
                "alias-gets-a-copy",
                "A second slot over the same host memory gets a copy.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      boolean alias =
          call.others().stream().anyMatch(other -> other.userspaceAddr() == asked.userspaceAddr());
      return alias && !call.deletes()
          ? call.proceed(
              asked.withUserspaceAddr(
                  HostMemory.map(call.call().client(), asked.memorySize()).value().address()))
          : call.proceed();
    };
  }
}
