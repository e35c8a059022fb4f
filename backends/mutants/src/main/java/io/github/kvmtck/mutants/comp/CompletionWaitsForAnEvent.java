package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.FinishPending;

/** vcpu_block in front of complete_userspace_io. */
public final class CompletionWaitsForAnEvent extends ModelMutant {
  public CompletionWaitsForAnEvent() {
    super(
        Breach.of(
                "COMP-33",
                "completion-waits-for-an-event",
                "KVM_RUN on a HALTED vCPU waits for an event before it finishes a pending"
                    + " operation.")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage wait = new Added("wait while halted", CompletionWaitsForAnEvent::await);
    return mainline.change(Parts.STAGES, stages -> stages.before(FinishPending.class, wait));
  }

  private static Outcome await(Vcpu vcpu) {
    return vcpu.mpState() == MpState.KVM_MP_STATE_HALTED.number()
        ? new EnterOrBlock().run(vcpu)
        : Outcome.CONTINUE;
  }
}
