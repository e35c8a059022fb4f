package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Nobody looks at what userspace says. */
public final class InvalidateSlotIsNotTested extends ListMutant {
  public InvalidateSlotIsNotTested() {
    super(
        Breach.of(
                "LIST-05",
                "invalidate-slot-is-not-tested",
                "invalidate_slot, padding and flags are taken as they should be.")
            .in(MEANT)
            .seenAs("-1 EINVAL", "0\\b|-1 EFAULT"));
  }

  @Override
  Result list(SeamCall call) {
    return Entries.of(call).corrected();
  }
}
