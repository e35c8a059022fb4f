package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.EnterOrBlock;

/** Looks at what is pending and not at what is blocked. */
public final class BlockedSignalInterrupts extends ModelMutant {
  public BlockedSignalInterrupts() {
    super(
        Breach.of(
                "SIG-04",
                "blocked-signal-interrupts",
                "A signal ends KVM_RUN although the thread blocks it.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR")
            .seenAs("KVM_RUN goes on", "KVM_RUN → -1 EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage look =
        new Added(
            "look at every signal",
            vcpu -> {
              if (vcpu.task().signals().pending() == 0) {
                return Outcome.CONTINUE;
              }
              vcpu.run().exitReason(ExitReason.KVM_EXIT_INTR);
              return Outcome.EINTR;
            });
    return mainline.change(Parts.ROUND, stages -> stages.before(EnterOrBlock.class, look));
  }
}
