package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The index is cut to what there is. */
public final class WrongAddressSpaceSucceeds extends ListMutant {
  public WrongAddressSpaceSucceeds() {
    super(
        Breach.of(
                "LIST-04",
                "wrong-address-space-succeeds",
                "An entry of an address space that does not exist is passed over.")
            .in(MEANT)
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return succeeding(call, Errno.EINVAL);
  }
}
