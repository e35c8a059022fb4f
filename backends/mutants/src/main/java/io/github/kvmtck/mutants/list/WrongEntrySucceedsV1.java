package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The same in the list as it was sent. */
public final class WrongEntrySucceedsV1 extends ListMutant {
  public WrongEntrySucceedsV1() {
    super(
        Breach.of(
                "LIST-02",
                "wrong-entry-succeeds-v1",
                "As sent: a list with a wrong entry returns 0.")
            .in(SENT)
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? Result.ZERO : result;
  }
}
