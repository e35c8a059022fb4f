package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.ImmediateExit;

/** immediate_exit is looked at inside of complete_userspace_io. */
public final class ImmediateExitNeedsSomethingPending extends ModelMutant {
  public ImmediateExitNeedsSomethingPending() {
    super(
        Breach.of(
                "IMM-01",
                "immediate-exit-needs-something-pending",
                "immediate_exit has an effect only if an operation is pending.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage inside =
        new Added(
            "finish, then look at immediate_exit",
            vcpu -> {
              boolean pending = vcpu.pending() != null;
              Outcome outcome = new FinishPending().run(vcpu);
              return outcome == Outcome.CONTINUE && pending
                  ? new ImmediateExit().run(vcpu)
                  : outcome;
            });
    return mainline.change(
        Parts.STAGES,
        stages -> stages.without(ImmediateExit.class).replace(FinishPending.class, old -> inside));
  }
}
