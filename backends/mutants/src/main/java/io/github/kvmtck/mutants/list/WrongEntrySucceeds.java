package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The error of an entry is forgotten. */
public final class WrongEntrySucceeds extends ListMutant {
  public WrongEntrySucceeds() {
    super(
        Breach.of("LIST-02", "wrong-entry-succeeds", "A list with a wrong entry returns 0.")
            .in(MEANT)
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? Result.ZERO : result;
  }
}
