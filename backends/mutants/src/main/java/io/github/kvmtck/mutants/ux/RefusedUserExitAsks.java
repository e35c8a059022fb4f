package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;
import java.util.Objects;

/** Makes the request and looks at the argument then. */
public final class RefusedUserExitAsks extends ModelMutant {
  public RefusedUserExitAsks() {
    super(
        Breach.of(
                "UX-04",
                "refused-user-exit-asks",
                "KVM_USER_EXIT that fails asks the vCPU to leave all the same.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST")
            .seenAs("KVM_RUN goes on", "KVM_RUN → 0"));
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
                ExitRequest.make(vcpu);
                return handler.handle(vcpu, call);
              });
        });
  }
}
