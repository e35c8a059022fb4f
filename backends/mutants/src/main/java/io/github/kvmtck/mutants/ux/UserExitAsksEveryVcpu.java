package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** kvm_make_all_cpus_request for kvm_make_request. */
public final class UserExitAsksEveryVcpu extends ModelMutant {
  public UserExitAsksEveryVcpu() {
    super(
        Breach.of(
                "UX-01",
                "user-exit-asks-every-vcpu",
                "KVM_USER_EXIT of a vCPU asks every vCPU of the VM to leave.")
            .in("mainline+user-exit")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → 0 KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table ->
            table.asynchronously(
                Proposed.KVM_USER_EXIT,
                (vcpu, call) -> {
                  vcpu.vm().vcpus().forEach(ExitRequest::make);
                  return Result.ZERO;
                }));
  }
}
