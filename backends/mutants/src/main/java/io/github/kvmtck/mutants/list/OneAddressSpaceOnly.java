package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The address space stands in the header, as was agreed later. */
public final class OneAddressSpaceOnly extends ListMutant {
  public OneAddressSpaceOnly() {
    super(
        Breach.of(
                "LIST-11",
                "one-address-space-only",
                "A list with entries of two address spaces is EINVAL.")
            .in(MEANT)
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  Result list(SeamCall call) {
    return refusing(call);
  }
}
