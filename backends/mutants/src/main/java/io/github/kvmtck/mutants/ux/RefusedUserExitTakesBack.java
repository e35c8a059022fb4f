package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;
import java.util.Objects;

/** Clears the request before it looks at the argument. */
public final class RefusedUserExitTakesBack extends ModelMutant {
  public RefusedUserExitTakesBack() {
    super(
        Breach.of(
                "UX-04",
                "refused-user-exit-takes-back",
                "KVM_USER_EXIT that fails takes an earlier request back.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) Proposed.KVM_USER_EXIT.number()));
          return table.asynchronously(
              Proposed.KVM_USER_EXIT,
              (vcpu, call) -> {
                ExitRequest.forget(vcpu);
                return handler.handle(vcpu, call);
              });
        });
  }
}
