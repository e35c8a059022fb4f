package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The error of an entry is forgotten. */
abstract class WrongEntryIsIgnored extends ListMutant {
  WrongEntryIsIgnored(Breach breach) {
    super(breach.seenAs("-1 E(?:INVAL|EXIST)", "0\\b"));
  }

  @Override
  final Result list(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? Result.ZERO : result;
  }
}
