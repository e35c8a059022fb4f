package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.run.ActivateSignalMask;
import io.github.kvmtck.reference.variation.ExitRequest;

/** KVM_RUN clears what was asked before it. */
public class KvmRunBeginsAnew extends ModelMutant {
  public KvmRunBeginsAnew() {
    this("kvm-run-begins-anew", "mainline+user-exit+exitfd");
  }

  KvmRunBeginsAnew(String name, String profile) {
    super(
        Breach.of("UX-06", name, "A request to leave that comes before KVM_RUN is forgotten.")
            .in(profile)
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    RunStage forget =
        new Added(
            "forget the request to leave",
            vcpu -> {
              ExitRequest.forget(vcpu);
              return Outcome.CONTINUE;
            });
    return blueprint.change(
        Parts.STAGES, stages -> stages.before(ActivateSignalMask.class, forget));
  }
}
