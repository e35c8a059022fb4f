package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.variation.ExitRequest;

/** kvm_vcpu_check_block tests the request of version 1 too. */
public final class VersionOneWakesTheVcpu extends ModelMutant {
  public VersionOneWakesTheVcpu() {
    super(
        Breach.of(
                "UX-12",
                "version-one-wakes-the-vcpu",
                "A vCPU that is blocked leaves at once when version 1 asks it to.")
            .in("mainline+user-exit-v1")
            .seenAs("KVM_RUN still sleeps", "KVM_RUN → 0")
            .seenAs("KVM_MP_STATE_RUNNABLE", "KVM_MP_STATE_HALTED"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    RunStage leave = new ExitRequest.Leave();
    return blueprint
        .with(Parts.UNBLOCK, vcpu -> vcpu.requests().any())
        .change(Parts.ROUND, stages -> stages.before(EnterOrBlock.class, leave));
  }
}
