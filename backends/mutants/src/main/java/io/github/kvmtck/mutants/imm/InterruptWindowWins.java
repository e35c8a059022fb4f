package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;
import io.github.kvmtck.reference.run.InterruptWindow;

/** request_interrupt_window in front of immediate_exit. */
public final class InterruptWindowWins extends ModelMutant {
  public InterruptWindowWins() {
    super(
        Breach.of(
                "IMM-07",
                "interrupt-window-wins",
                "KVM_RUN with immediate_exit returns for an interrupt window that is open.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(ImmediateExit.class, new InterruptWindow()));
  }
}
