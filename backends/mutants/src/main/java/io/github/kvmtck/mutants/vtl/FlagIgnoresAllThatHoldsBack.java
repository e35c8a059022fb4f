package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_arch_vcpu_runnable that is true under the flag. */
public final class FlagIgnoresAllThatHoldsBack extends ModelMutant {
  public FlagIgnoresAllThatHoldsBack() {
    super(
        Breach.of(
                "VTL-A2",
                "flag-ignores-all-that-holds-back",
                "KVM_RUN_IGNORE_RFLAGS_IF ends a halt whatever holds events back.")
            .in("mainline+ignore-if-flag")
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
                        != 0);
  }
}
