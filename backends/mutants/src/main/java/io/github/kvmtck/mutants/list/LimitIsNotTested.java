package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** There is no limit. */
public final class LimitIsNotTested extends ListMutant {
  public LimitIsNotTested() {
    super(
        Breach.of("LIST-10", "limit-is-not-tested", "65 entries are as good as 64.")
            .in(MEANT)
            .seenAs("-1 E2BIG", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return succeeding(call, Errno.E2BIG);
  }
}
