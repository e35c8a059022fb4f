package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** Padding that is no padding. */
public final class FlagIsHonouredAnyway extends ModelMutant {
  public FlagIsHonouredAnyway() {
    super(
        Breach.of(
                "VTL-A2",
                "flag-is-honoured-anyway",
                "A kernel without the proposal honours the padding of kvm_run.")
            .seenAs("KVM_RUN sleeps", "KVM_RUN → 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.WAKE_UP,
        rule ->
            vcpu ->
                rule.runnable(vcpu)
                    || (vcpu.run().u8(ProposedWaits.RUN_WAIT_FLAGS)
                                & ProposedWaits.KVM_RUN_IGNORE_RFLAGS_IF)
                            != 0
                        && vcpu.interrupts().hasEventsWhateverTheFlag());
  }
}
