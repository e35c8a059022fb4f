package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Only deletions are undone. */
public final class FailedListKeepsWhatItCreated extends ListMutant {
  public FailedListKeepsWhatItCreated() {
    super(
        Breach.of(
                "LIST-09",
                "failed-list-keeps-what-it-created",
                "What was created or changed before the entry that fails stays.")
            .in(MEANT)
            .seenAs("the memory map is unchanged", "clearing no page of slot 2 "));
  }

  @Override
  Result list(SeamCall call) {
    Result result = call.proceed();
    if (result.failed()) {
      Entries.of(call).createAllButTheLast();
    }
    return result;
  }
}
