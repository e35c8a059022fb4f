package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** exception.injected of 0 says nothing. */
public final class QueuedUdCannotBeDropped extends VcpuMutant {
  public QueuedUdCannotBeDropped() {
    super(
        Breach.of(
                "FETCH-05",
                "queued-ud-cannot-be-dropped",
                "KVM_SET_VCPU_EVENTS takes no queued exception back.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 6"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(VcpuEvents.KVM_SET_VCPU_EVENTS) ? Result.ZERO : call.proceed();
  }
}
