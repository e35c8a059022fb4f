package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Half of the proposal was merged. */
public final class UnknownListDeletes extends ListMutant {
  public UnknownListDeletes() {
    super(
        Breach.of(
                "LIST-00",
                "unknown-list-deletes",
                "A list is ENOTTY after its first entry was made.")
            .seenAs("the memory map is unchanged", "."));
  }

  @Override
  Result list(SeamCall call) {
    if (call.argument() != 0) {
      Entries.of(call).deleteFirst();
    }
    return call.proceed();
  }
}
