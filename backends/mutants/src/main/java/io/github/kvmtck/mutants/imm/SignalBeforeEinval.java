package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.CheckRegisterSets;
import io.github.kvmtck.reference.run.LookAtSignals;

/** Signals are looked at before the tests that can fail. */
public final class SignalBeforeEinval extends ModelMutant {
  public SignalBeforeEinval() {
    super(
        Breach.of("IMM-08", "signal-before-einval", "A pending signal wins over EINVAL.")
            .seenAs("KVM_RUN fails with EINVAL", "KVM_RUN fails with EINTR")
            .seenAs("KVM_RUN returns 0 for an MMIO write", "KVM_RUN fails with EINTR")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason 85",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(CheckRegisterSets.class, new LookAtSignals()));
  }
}
