package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.TakeCr8;

/** kvm_set_cr8 without lapic_in_kernel in front. */
public final class Cr8IsTestedWithAnApic extends ModelMutant {
  public Cr8IsTestedWithAnApic() {
    super(
        Breach.of(
                "RUN-02",
                "cr8-is-tested-with-an-apic",
                "A cr8 above 15 is EINVAL although the local APIC is in the kernel.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte read of port 0x10", "KVM_RUN fails with EINVAL"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    RunStage test =
        new Added(
            "cr8",
            vcpu -> vcpu.run().u64(Run.RUN.offset("cr8")) > 15 ? Outcome.EINVAL : Outcome.CONTINUE);
    return mainline.change(Parts.STAGES, stages -> stages.before(TakeCr8.class, test));
  }
}
