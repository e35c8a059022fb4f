package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.RunGuest;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Looks at the request once more, with an exit decided. */
public class RequestOverwritesTheExit extends ModelMutant {
  public RequestOverwritesTheExit() {
    this("request-overwrites-the-exit", "mainline+user-exit+exitfd");
  }

  RequestOverwritesTheExit(String name, String profile) {
    super(
        Breach.of("UX-07", name, "A request to leave takes the place of the exit that was decided.")
            .in(profile)
            .seenAs(
                "KVM_RUN (returns 0 for|fails with)", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(RunGuest.class, Overwriting::new));
  }

  private record Overwriting(RunStage stage) implements RunStage {
    @Override
    public String name() {
      return stage.name();
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      RunStage inner = ((ExitRequest.TakenByTheEnd) stage).stage();
      Outcome outcome = inner.run(vcpu);
      Outcome asked = new ExitRequest.Leave().run(vcpu);
      return asked == Outcome.CONTINUE ? outcome : asked;
    }
  }
}
