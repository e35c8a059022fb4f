package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** What needs a swap of its own is more than what lies in another address space. */
abstract class ListIsMadeInTwo extends ListMutant {
  private static final int FIRST = 2;

  ListIsMadeInTwo(Breach breach) {
    super(
        breach.seenAs(
            "KVM_RUN returns 0 for KVM_EXIT_HLT",
            "KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000"));
  }

  @Override
  final Result list(SeamCall call) {
    Entries entries = Entries.of(call);
    return entries.count() > FIRST ? entries.inTwo(FIRST) : call.proceed();
  }
}
