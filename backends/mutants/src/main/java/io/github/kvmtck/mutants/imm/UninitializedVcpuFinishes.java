package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.WaitForInit;

/** complete_userspace_io in front of the test for KVM_MP_STATE_UNINITIALIZED. */
public final class UninitializedVcpuFinishes extends ModelMutant {
  public UninitializedVcpuFinishes() {
    super(
        Breach.of(
                "IMM-01",
                "uninitialized-vcpu-finishes",
                "KVM_RUN with immediate_exit finishes what is pending on an UNINITIALIZED vCPU.")
            .seenAs("RIP is at the MOV", "RIP is 0x")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(WaitForInit.class, new FinishPending()));
  }
}
