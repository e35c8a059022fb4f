package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;
import java.lang.foreign.MemorySegment;

/** A slot whose pages are looked for at once. */
public final class UnmappedMemoryIsRefused extends RegionMutant {
  public UnmappedMemoryIsRefused() {
    super(
        Breach.of(
                "SLOT-03",
                "unmapped-memory-is-refused",
                "A slot over memory that is not mapped is EFAULT.")
            .seenAs("0", "-1 EFAULT"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      byte[] first = new byte[1];
      Errno read =
          call.call()
              .client()
              .memory()
              .get(call.region().userspaceAddr(), MemorySegment.ofArray(first));
      return read == Errno.EFAULT && !call.deletes() && call.region().userspaceAddr() > 0
          ? Result.error(read)
          : call.proceed();
    };
  }
}
