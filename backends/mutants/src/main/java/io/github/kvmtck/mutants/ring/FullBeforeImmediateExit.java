package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;

/** kvm_dirty_ring_check_request at the start of KVM_RUN. */
public final class FullBeforeImmediateExit extends ModelMutant {
  public FullBeforeImmediateExit() {
    super(
        Breach.of(
                "RING-04",
                "full-before-immediate-exit",
                "A full ring is told before immediate_exit is looked at.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES,
        stages ->
            stages.before(
                ImmediateExit.class,
                new Added(
                    "look at the dirty ring",
                    vcpu ->
                        vcpu.vm().system().dirtyLog().full(vcpu)
                            ? Outcome.EXIT
                            : Outcome.CONTINUE)));
  }
}
