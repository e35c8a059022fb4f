package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The last pass is missing. */
abstract class ListIsIgnored extends ListMutant {
  ListIsIgnored(Breach breach) {
    super(
        breach
            .seenAs("the memory map is unchanged", ".")
            .seenAs("-1 E(?:INVAL|EXIST)", "0\\b")
            .seenAs("0\\b", "-1 EEXIST"));
  }

  @Override
  final Result list(SeamCall call) {
    return Result.ZERO;
  }
}
