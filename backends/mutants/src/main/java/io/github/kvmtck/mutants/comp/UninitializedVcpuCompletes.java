package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.WaitForInit;

/** complete_userspace_io in front of the test for KVM_MP_STATE_UNINITIALIZED. */
public final class UninitializedVcpuCompletes extends ModelMutant {
  public UninitializedVcpuCompletes() {
    super(
        Breach.of(
                "COMP-02",
                "uninitialized-vcpu-completes",
                "KVM_RUN finishes the pending operation of an UNINITIALIZED vCPU before its EINTR.")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(WaitForInit.class, new FinishPending()));
  }
}
