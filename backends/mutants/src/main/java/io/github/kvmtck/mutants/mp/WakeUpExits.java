package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.EnterOrBlock;

/** x86 does as arm64. */
public final class WakeUpExits extends ModelMutant {
  /** KVM_SYSTEM_EVENT_WAKEUP. */
  private static final int WAKEUP = 4;

  public WakeUpExits() {
    super(
        Breach.of(
                "MP-08",
                "wake-up-exits",
                "An event that ends a halt makes KVM_RUN return with KVM_EXIT_SYSTEM_EVENT and"
                    + " WAKEUP.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte", "KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.ROUND,
        round ->
            round.replace(
                EnterOrBlock.class, stage -> new Added(stage.name(), vcpu -> told(vcpu, stage))));
  }

  private static Outcome told(Vcpu vcpu, RunStage stage) {
    int runnable = MpState.KVM_MP_STATE_RUNNABLE.number();
    boolean waited = vcpu.mpState() != runnable;
    Outcome outcome = stage.run(vcpu);
    if (outcome != Outcome.CONTINUE || !waited || vcpu.mpState() != runnable) {
      return outcome;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_SYSTEM_EVENT);
    Run.RUN.set(vcpu.run().pages(), "system_event.type", WAKEUP);
    return Outcome.EXIT;
  }
}
