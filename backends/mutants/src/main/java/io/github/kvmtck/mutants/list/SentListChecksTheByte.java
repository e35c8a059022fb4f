package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** What the list as sent does not do. */
public final class SentListChecksTheByte extends ListMutant {
  public SentListChecksTheByte() {
    super(
        Breach.of(
                "LIST-05",
                "sent-list-checks-the-byte",
                "As sent: invalidate_slot and padding are tested.")
            .in(SENT)
            .seenAs("0\\b", "-1 EINVAL"));
  }

  @Override
  Result list(SeamCall call) {
    return refusing(call);
  }
}
