package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The id is masked. */
public final class WrongSlotIdSucceeds extends ListMutant {
  public WrongSlotIdSucceeds() {
    super(
        Breach.of(
                "LIST-03",
                "wrong-slot-id-succeeds",
                "A slot id that is too large is cut to what there is.")
            .in(MEANT)
            .seenAs("-1 EINVAL", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return succeeding(call, Errno.EINVAL);
  }
}
