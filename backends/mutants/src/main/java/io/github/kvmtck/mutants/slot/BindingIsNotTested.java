package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_gmem_bind that takes what it gets. */
public final class BindingIsNotTested extends RegionMutant {
  public BindingIsNotTested() {
    super(
        Breach.of(
                "SLOT-07",
                "binding-is-not-tested",
                "A slot may be bound to pages that are taken or that are none.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.region().flags() == Memslots.KVM_MEM_GUEST_MEMFD
                && result.errno() == Errno.EINVAL
                && call.old().isEmpty()
            ? FreshMemfd.bind(call)
            : result);
  }
}
