package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.WaitForInit;

/** kvm_arch_vcpu_ioctl_run without the first test of immediate_exit. */
public final class BlocksInUninitialized extends ModelMutant {
  public BlocksInUninitialized() {
    super(
        Breach.of(
                "IMM-06",
                "blocks-in-uninitialized",
                "KVM_RUN with immediate_exit waits for INIT in KVM_MP_STATE_UNINITIALIZED.")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage wait =
        new Added(
            "wait for INIT",
            vcpu ->
                vcpu.mpState() == MpState.KVM_MP_STATE_UNINITIALIZED.number()
                    ? new EnterOrBlock().run(vcpu)
                    : Outcome.CONTINUE);
    return mainline.change(Parts.STAGES, stages -> stages.before(WaitForInit.class, wait));
  }
}
