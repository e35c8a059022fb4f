package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.ImmediateExit;

/** The test of immediate_exit inside the loop of vcpu_run. */
public final class PollsImmediateExit extends ModelMutant {
  public PollsImmediateExit() {
    super(
        Breach.of(
                "IMM-02",
                "polls-immediate-exit",
                "immediate_exit is looked at before every entry of the guest, and not once at the"
                    + " start of KVM_RUN.")
            .seenAs("KVM_RUN goes on", "KVM_RUN → -1 EINTR")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason (85|KVM_EXIT_INTR)",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_UNKNOWN")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage poll =
        new Added(
            "poll immediate_exit",
            vcpu -> vcpu.run().immediateExit() ? Outcome.EINTR : Outcome.CONTINUE);
    return mainline
        .change(Parts.STAGES, stages -> stages.without(ImmediateExit.class))
        .change(Parts.ROUND, stages -> stages.before(EnterOrBlock.class, poll));
  }
}
