package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The size in bytes overflows. */
public final class EndlessListSucceeds extends ListMutant {
  public EndlessListSucceeds() {
    super(
        Breach.of(
                "LIST-10",
                "endless-list-succeeds",
                "As sent: a list that no memory could hold is taken for an empty one.")
            .in(SENT)
            .seenAs("-1 ENOMEM", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return succeeding(call, Errno.ENOMEM);
  }
}
