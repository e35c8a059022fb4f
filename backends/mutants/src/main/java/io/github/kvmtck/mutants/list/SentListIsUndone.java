package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** What the list as sent does not do. */
public final class SentListIsUndone extends ListMutant {
  public SentListIsUndone() {
    super(
        Breach.of("LIST-09", "sent-list-is-undone", "As sent: a list that fails changes nothing.")
            .in(SENT)
            .seenAs("the guest is entered, makes no progress", "the guest makes progress"));
  }

  @Override
  Result list(SeamCall call) {
    return Entries.of(call).count() > 1 ? Result.error(Errno.EEXIST) : call.proceed();
  }
}
