package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** immediate_exit is looked at although complete_userspace_io asked for userspace. */
public final class EintrBetweenPieces extends VcpuMutant {
  public EintrBetweenPieces() {
    super(
        Breach.of(
                "COMP-06",
                "eintr-between-pieces",
                "KVM_RUN with immediate_exit returns EINTR though completion led to the next exit.")
            .seenAs("KVM_RUN returns 0 for an MMIO", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        ended.immediate() && ended.succeeded() && Exits.MMIO.test(ended.call().run())
            ? Result.error(Errno.EINTR)
            : ended.result());
  }
}
