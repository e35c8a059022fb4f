package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** access_ok is not asked. */
public final class KernelMemoryIsTaken extends RegionMutant {
  public KernelMemoryIsTaken() {
    super(
        Breach.of(
                "SLOT-03",
                "kernel-memory-is-taken",
                "A slot may be backed by an address of the kernel.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.region().userspaceAddr() < 0 && !call.deletes()
            ? call.proceed(call.region().withUserspaceAddr(USER))
            : call.proceed();
  }

  private static final long USER = 0x1000_0000L;
}
