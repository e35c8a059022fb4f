package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_hv_vcpu_is_idle_vtl that is true of every halt. */
public final class HaltedIgnoresTheFlag extends ModelMutant {
  public HaltedIgnoresTheFlag() {
    super(
        Breach.of(
                "VTL-10",
                "halted-ignores-the-flag",
                "A HALTED vCPU is woken by an interrupt although RFLAGS.IF is 0.")
            .seenAs("KVM_RUN sleeps", "KVM_RUN → 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.WAKE_UP, vcpu -> vcpu.interrupts().hasEventsWhateverTheFlag());
  }
}
