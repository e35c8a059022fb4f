package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.CheckRegisterSets;
import io.github.kvmtck.reference.run.WaitForInit;

/** The tests that can fail in front of that for KVM_MP_STATE_UNINITIALIZED. */
public final class EinvalBeforeUninitialized extends ModelMutant {
  public EinvalBeforeUninitialized() {
    super(
        Breach.of(
                "IMM-08",
                "einval-before-uninitialized",
                "EINVAL wins over the EINTR of an UNINITIALIZED vCPU.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN fails with EINVAL"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.swap(WaitForInit.class, CheckRegisterSets.class));
  }
}
