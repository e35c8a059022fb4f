package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** No rollback, and no INVALID slot either. */
public final class FailedListIsNotUndone extends ListMutant {
  public FailedListIsNotUndone() {
    super(
        Breach.of(
                "LIST-09",
                "failed-list-is-not-undone",
                "What came before the entry that fails stays done.")
            .in(MEANT)
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN → 0")
            .seenAs("the memory map is unchanged", "growing slot 2 "));
  }

  @Override
  Result list(SeamCall call) {
    Result result = call.proceed();
    if (result.failed()) {
      Entries.of(call).deleteFirst();
    }
    return result;
  }
}
