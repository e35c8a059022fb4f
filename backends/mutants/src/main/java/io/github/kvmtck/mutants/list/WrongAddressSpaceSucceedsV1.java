package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The same in the list as it was sent. */
public final class WrongAddressSpaceSucceedsV1 extends ListMutant {
  public WrongAddressSpaceSucceedsV1() {
    super(
        Breach.of(
                "LIST-04",
                "wrong-address-space-succeeds-v1",
                "As sent: an entry of an address space that does not exist is passed over.")
            .in(SENT)
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return succeeding(call, Errno.EINVAL);
  }
}
