package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Of several slots that go only the first is invalid until the swap: the others are a hole. */
abstract class OneSlotIsInvalidated extends ListMutant {
  OneSlotIsInvalidated(Breach breach) {
    super(
        breach.seenAs(
            "the guest is entered, makes no progress", "the guest makes progress or exits"));
  }

  @Override
  final Result list(SeamCall call) {
    return Entries.of(call).deletingFirst();
  }
}
