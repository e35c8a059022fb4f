package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** What other architectures do. */
public final class InvalidSlotExits extends InvalidSlotIsEfault {
  public InvalidSlotExits() {
    super(
        Breach.of(
                "LIST-07",
                "invalid-slot-exits",
                "An access to a slot that is being changed is EFAULT.")
            .in(ListMutant.MEANT));
  }
}
