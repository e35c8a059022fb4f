package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Too kind: the bits of a slot that goes come back with the next one. */
abstract class LogIsKept extends CallMutant {
  LogIsKept(Breach breach) {
    super(
        breach
            .seenAs("the dirty log of slot 1 names no page", "the dirty log of slot 1 names page 1")
            .seenAs("-1 ENOENT", "0\\b"));
  }

  @Override
  protected final CallBreach breaking() {
    return DirtyLogBreach.keeping();
  }
}
