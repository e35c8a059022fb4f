package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.SaveState;

/**
 * KVM_RUN_NEEDS_COMPLETION: kvm_run.flags says whether the exit must be completed by another
 * KVM_RUN (rules NC-01 to NC-05; 20250111012450.1262638-4-seanjc@google.com, without its stray x86
 * bit).
 */
public final class NeedsCompletion implements Variation {
  @Override
  public String name() {
    return "needs-completion";
  }

  @Override
  public String description() {
    return "proposal: kvm_run.flags tells that an exit needs completion (Jan 2025)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  /** ENABLE_CAP on the capability is EINVAL, as for all that the table of enables does not have. */
  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint
        .change(Parts.EPILOGUE, stages -> stages.after(SaveState.class, new TellWhetherPending()))
        .change(
            Parts.CAPABILITIES, table -> table.with(Proposed.KVM_CAP_NEEDS_COMPLETION, vm -> 1));
  }

  /** post_kvm_run_save: set iff a completion callback is installed. */
  private static final class TellWhetherPending implements RunStage {
    @Override
    public String name() {
      return "tell whether completion is needed";
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      if (vcpu.pending() != null) {
        vcpu.run().flags(vcpu.run().flags() | Proposed.KVM_RUN_NEEDS_COMPLETION);
      }
      return Outcome.CONTINUE;
    }
  }
}
