package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.ImmediateExit;

/** vcpu_block in front of the test of wants_to_run. */
public final class ImmediateExitWaits extends ModelMutant {
  public ImmediateExitWaits() {
    super(
        Breach.of(
                "VTL-13",
                "immediate-exit-waits",
                "In state 11 KVM_RUN waits before it looks at immediate_exit.")
            .in("mainline+hv-inactive-vtl")
            .seenAsHang()
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Added waits =
        new Added(
            "wait",
            vcpu -> {
              if (!InactiveVtl.is(vcpu)) {
                return Outcome.CONTINUE;
              }
              Outcome unused = new EnterOrBlock().run(vcpu);
              return vcpu.interrupts().hasEventsWhateverTheFlag()
                  ? InactiveVtl.wakeUp(vcpu)
                  : Outcome.CONTINUE;
            });
    return blueprint.change(Parts.STAGES, stages -> stages.before(ImmediateExit.class, waits));
  }
}
