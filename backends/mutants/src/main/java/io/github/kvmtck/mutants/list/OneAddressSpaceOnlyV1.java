package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The same in the list as it was sent. */
public final class OneAddressSpaceOnlyV1 extends ListMutant {
  public OneAddressSpaceOnlyV1() {
    super(
        Breach.of(
                "LIST-11",
                "one-address-space-only-v1",
                "As sent: a list with entries of two address spaces is EINVAL.")
            .in(SENT)
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  Result list(SeamCall call) {
    return refusing(call);
  }
}
