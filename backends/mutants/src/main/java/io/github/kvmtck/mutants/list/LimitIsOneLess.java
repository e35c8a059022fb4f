package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The comparison has an equals sign too many. */
public final class LimitIsOneLess extends ListMutant {
  public LimitIsOneLess() {
    super(
        Breach.of("LIST-10", "limit-is-one-less", "64 entries are too many.")
            .in(MEANT)
            .seenAs("0\\b", "-1 E2BIG"));
  }

  @Override
  Result list(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? result : Result.error(Errno.E2BIG);
  }
}
