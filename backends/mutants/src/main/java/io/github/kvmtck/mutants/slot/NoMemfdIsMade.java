package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A kernel without guest_memfd that says it has it. */
public final class NoMemfdIsMade extends CallMutant {
  public NoMemfdIsMade() {
    super(
        Breach.of("SLOT-07", "no-memfd-is-made", "KVM_CREATE_GUEST_MEMFD is always EINVAL.")
            .seenAs("a descriptor", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Memslots.KVM_CREATE_GUEST_MEMFD) ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
