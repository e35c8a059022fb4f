package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_gmem_create without its checks. */
public final class AnySizeOfMemfd extends CallMutant {
  public AnySizeOfMemfd() {
    super(
        Breach.of("SLOT-07", "any-size-of-memfd", "A guest_memfd may have any size and any flags.")
            .seenAs("-1 EINVAL", "\\d+"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      if (!call.is(Memslots.KVM_CREATE_GUEST_MEMFD) || result.errno() != Errno.EINVAL) {
        return result;
      }
      call.argument(StructValue.of(Memslots.CREATE_GUEST_MEMFD).with("size", PAGE));
      return call.proceed();
    };
  }

  private static final int PAGE = 4096;
}
