package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Looks at requests first. */
public class RequestBeforeCompletion extends ModelMutant {
  public RequestBeforeCompletion() {
    this("request-before-completion", "mainline+user-exit+exitfd");
  }

  RequestBeforeCompletion(String name, String profile) {
    super(
        Breach.of(
                "UX-09",
                name,
                "A request to leave ends KVM_RUN before the pending operation is" + " finished.")
            .in(profile)
            .seenAs("AL is 0xAB", "AL is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.before(FinishPending.class, new ExitRequest.Leave()));
  }
}
