package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Bitmaps are taken before it is known whether their slots go. */
abstract class LogIsEmptied extends CallMutant {
  LogIsEmptied(Breach breach) {
    super(
        breach.seenAs(
            "the dirty log of slot 1 names page 1", "the dirty log of slot 1 names no page"));
  }

  @Override
  protected final CallBreach breaking() {
    return DirtyLogBreach.losing();
  }
}
