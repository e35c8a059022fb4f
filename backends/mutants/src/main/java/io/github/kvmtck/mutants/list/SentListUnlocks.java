package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** What the list as sent does not do. */
public final class SentListUnlocks extends ListMutant {
  public SentListUnlocks() {
    super(
        Breach.of(
                "LIST-03",
                "sent-list-unlocks",
                "As sent: the error path of a wrong slot id unlocks.")
            .in(SENT)
            .seenAs("the call that makes the changes waits", "the call that makes them is over"));
  }

  @Override
  Result list(SeamCall call) {
    return Result.error(Errno.EINVAL);
  }
}
