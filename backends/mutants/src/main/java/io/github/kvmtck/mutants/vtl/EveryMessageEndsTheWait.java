package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;

/** vcpu-&gt;requests in the place of kvm_vcpu_has_events. */
public final class EveryMessageEndsTheWait extends ModelMutant {
  public EveryMessageEndsTheWait() {
    super(
        Breach.of(
                "VTL-09",
                "every-message-ends-the-wait",
                "A message that has no effect ends the wait of state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait fails with EINTR", "the wait returns 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return Heard.messages(blueprint);
  }
}
