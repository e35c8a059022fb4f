package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Deletions are hoisted out of the order that userspace gave. */
public final class DeletionsComeFirst extends ListMutant {
  public DeletionsComeFirst() {
    super(
        Breach.of("LIST-06", "deletions-come-first", "Entries are sorted: deletions first.")
            .in(MEANT)
            .seenAs("-1 EEXIST", "0\\b"));
  }

  @Override
  Result list(SeamCall call) {
    return Entries.of(call).deletionsFirst();
  }
}
