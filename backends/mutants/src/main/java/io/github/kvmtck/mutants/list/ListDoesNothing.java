package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The last pass is missing. */
public final class ListDoesNothing extends ListMutant {
  public ListDoesNothing() {
    super(
        Breach.of("LIST-02", "list-does-nothing", "A list returns 0 and changes nothing.")
            .in(MEANT)
            .seenAs("the memory map is unchanged", ".")
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b")
            .seenAs("0\\b", "-1 EEXIST"));
  }

  @Override
  Result list(SeamCall call) {
    return Result.ZERO;
  }
}
