package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The same in the list as it was sent. */
public final class ListDoesNothingV1 extends ListMutant {
  public ListDoesNothingV1() {
    super(
        Breach.of(
                "LIST-02", "list-does-nothing-v1", "As sent: a list returns 0 and changes nothing.")
            .in(SENT)
            .seenAs("the memory map is unchanged", ".")
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b")
            .seenAs("0\\b", "-1 EEXIST"));
  }

  @Override
  Result list(SeamCall call) {
    return Result.ZERO;
  }
}
