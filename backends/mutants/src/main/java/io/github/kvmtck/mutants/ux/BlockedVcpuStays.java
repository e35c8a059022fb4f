package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.ServeRequests;
import io.github.kvmtck.reference.variation.ExitRequest;
import io.github.kvmtck.reference.variation.LeaveUninitialized;

/** The request is tested in vcpu_enter_guest only. */
public final class BlockedVcpuStays extends ModelMutant {
  public BlockedVcpuStays() {
    super(
        Breach.of(
                "UX-12",
                "blocked-vcpu-stays",
                "A vCPU that is blocked is not reached by a request to leave.")
            .in("mainline+user-exit+exitfd+hv-inactive-vtl")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    RunStage leave = new ExitRequest.Leave();
    return blueprint
        .with(Parts.UNBLOCK, vcpu -> vcpu.requests().has(Requests.UNBLOCK))
        .change(Parts.ROUND, stages -> stages.without(ExitRequest.Leave.class))
        .change(Parts.ENTRY, stages -> stages.before(ServeRequests.class, leave))
        .change(
            Parts.STAGES,
            stages ->
                stages.replace(
                    LeaveUninitialized.class, stage -> ((LeaveUninitialized) stage).stage()));
  }
}
