package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickRequest;

/** Makes the requests and does not take the semaphore. */
abstract class KickThatDoesNotWait extends ModelMutant {

  KickThatDoesNotWait(String rule, String name, String profile) {
    super(
        Breach.of(rule, name, "A kick returns while a vCPU is in KVM_RUN.")
            .in(profile)
            .seenAs("the call of the other task waits", "it does not sleep")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table ->
            table.plain(
                Proposed.KVM_KICK_ALL_RUNNING_VCPUS,
                vm -> {
                  KickRequest.makeAll(vm);
                  return Result.ZERO;
                }));
  }
}
