package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A kernel that would need no list. */
public final class HoleIsTriedAgain extends CallMutant {
  public HoleIsTriedAgain() {
    super(
        Breach.of(
                "LIST-06",
                "hole-is-tried-again",
                "A slot that is deleted stays until there is another in its place.")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
                && call.argument(Memslots.USERSPACE_MEMORY_REGION).get("memory_size") == 0
            ? Result.ZERO
            : call.proceed();
  }
}
