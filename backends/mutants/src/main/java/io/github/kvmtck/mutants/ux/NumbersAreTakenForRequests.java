package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Ioctls;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Dispatch by _IOC_NR: 0xAD without an argument is taken for KVM_USER_EXIT. */
public final class NumbersAreTakenForRequests extends ModelMutant {
  public NumbersAreTakenForRequests() {
    super(
        Breach.of(
                "UX-01",
                "numbers-are-taken-for-requests",
                "KVM_KVMCLOCK_CTRL asks the vCPU to leave.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> Ioctls.before(table, Timers.KVM_KVMCLOCK_CTRL, ExitRequest::make));
  }
}
