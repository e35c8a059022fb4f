package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.fetch.FetchExits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A hole that a slot has left is told from one that always was. */
abstract class FetchIsNotForSlotsThatGo extends VcpuMutant {
  FetchIsNotForSlotsThatGo(Breach breach) {
    super(breach);
  }

  @Override
  protected final VcpuBreach breaking() {
    return FetchExits.changed(
        call -> call.run().exitReason(ExitReason.KVM_EXIT_INTERNAL_ERROR.number()));
  }
}
