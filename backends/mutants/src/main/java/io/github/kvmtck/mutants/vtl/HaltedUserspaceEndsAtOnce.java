package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;

/** A halt that is userspace's alone. */
public final class HaltedUserspaceEndsAtOnce extends ModelMutant {
  public HaltedUserspaceEndsAtOnce() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-ends-at-once",
                "KVM_RUN in KVM_MP_STATE_HALTED_USERSPACE exits without an event.")
            .in("mainline+halted-userspace")
            .seenAs("the wait goes on", "the wait returns 0")
            .seenAs("KVM_RUN sleeps", "KVM_RUN → 0")
            .seenAs("the wait fails with EINTR", "the wait returns 0")
            .seenAs("the wait gets to its sleep", "the wait returns 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Added exits =
        new Added(
            "exit for a halt",
            vcpu ->
                vcpu.mpState() == ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE
                    ? InactiveVtl.wakeUp(vcpu)
                    : Outcome.CONTINUE);
    return blueprint.change(Parts.STAGES, stages -> stages.before(ImmediateExit.class, exits));
  }
}
