package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.SaveState;

/** smi_pending is tested where the mode was meant. */
public final class PendingSmiCountsAsSmm extends ModelMutant {
  public PendingSmiCountsAsSmm() {
    super(
        Breach.of(
                "RUN-01", "pending-smi-counts-as-smm", "KVM_RUN_X86_SMM is set while an SMI waits.")
            .seenAs("kvm_run.flags has none of the bits (0x)?7", "kvm_run.flags is 1"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.EPILOGUE,
        stages ->
            stages.after(
                SaveState.class,
                new Added(
                    "tell of the SMI",
                    vcpu -> {
                      if (vcpu.smm().pending()) {
                        vcpu.run().flags(vcpu.run().flags() | RunBits.KVM_RUN_X86_SMM);
                      }
                      return Outcome.CONTINUE;
                    })));
  }
}
