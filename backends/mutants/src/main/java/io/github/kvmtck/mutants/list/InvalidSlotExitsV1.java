package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class InvalidSlotExitsV1 extends InvalidSlotIsEfault {
  public InvalidSlotExitsV1() {
    super(
        Breach.of(
                "LIST-07",
                "invalid-slot-exits-v1",
                "As sent: an access to a slot that is being changed is EFAULT.")
            .in(ListMutant.SENT));
  }
}
