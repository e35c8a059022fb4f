package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import java.util.Objects;

/** The hunk of kvm_vcpu_ioctl is missing: vcpu_load comes first. */
public final class UserExitTakesTheMutex extends ModelMutant {
  public UserExitTakesTheMutex() {
    super(
        Breach.of(
                "UX-03", "user-exit-takes-the-mutex", "KVM_USER_EXIT waits until KVM_RUN returns.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "the call of the other task returns",
                "the call of the other task has not returned"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table ->
            table.on(
                Proposed.KVM_USER_EXIT,
                Objects.requireNonNull(table.handler((int) Proposed.KVM_USER_EXIT.number()))));
  }
}
