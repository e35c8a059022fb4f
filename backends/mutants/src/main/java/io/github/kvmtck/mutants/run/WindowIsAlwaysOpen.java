package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.EnterOrBlock;

/** dm_request_for_irq_injection without kvm_vcpu_ready_for_interrupt_injection. */
public final class WindowIsAlwaysOpen extends ModelMutant {
  public WindowIsAlwaysOpen() {
    super(
        Breach.of(
                "RUN-04",
                "window-is-always-open",
                "request_interrupt_window exits at once, whether injection is possible or not.")
            .seenAs(
                "kvm_run.ready_for_interrupt_injection is 1\\b",
                "kvm_run.ready_for_interrupt_injection is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN")
            .seenAs("RIP is at the JMP", "RIP is 0x"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage open =
        new Added(
            "an open window",
            vcpu -> {
              if (vcpu.run().u8(Run.RUN.offset("request_interrupt_window")) == 0) {
                return Outcome.CONTINUE;
              }
              vcpu.run().exitReason(ExitReason.KVM_EXIT_IRQ_WINDOW_OPEN);
              return Outcome.EXIT;
            });
    return mainline.change(Parts.ROUND, stages -> stages.before(EnterOrBlock.class, open));
  }
}
